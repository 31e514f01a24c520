using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>Survey answers, for who disputes them and who decides.</summary>
public sealed partial class IntakeGrain
{
    public async Task<List<SurveyLook?>> SurveysAsync(IReadOnlyList<string> surveys)
    {
        ThrowIfBroken();
        _ = Record;
        var found = new List<SurveyLook?>(surveys.Count);
        foreach (var survey in surveys)
        {
            found.Add(await SurveyAsync(survey));
        }
        return found;
    }

    private async Task<SurveyLook?> SurveyAsync(string survey)
    {
        var key = Encoding.UTF8.GetBytes(survey);
        if (await DossierAsync(EntityKind.Survey, survey) is not { } dossier)
        {
            return null;
        }
        var at = dossier.Entities.FindIndex(entity => entity.Kind == EntityKind.Survey && entity.Key.AsSpan().SequenceEqual(key));
        var read = Projection;
        if (at < 0 || new DossierFacts(read.Settings, read.Calendar, Record.Hash()).AnswerOf(dossier, at) is not { } found)
        {
            return null;
        }
        var answer = found.Answer;
        var texts = await TextsAsync([new TextOfEvent(read.Names.Text(answer.Source), Encoding.UTF8.GetString(answer.Id), answer.Time)]);
        return new SurveyLook(survey, ContractWords.SurveyKinds.Name(answer.Survey), answer.Time, answer.Is(DossierFlags.HasScore) ? answer.Score / 1e6 : null, texts[0], Text(found.Credit.Agent, read), Text(found.Credit.Team, read), found.Ruling?.Time);
    }
}
