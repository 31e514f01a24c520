using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What an evaluation says of an agent's work, and a bot's session of the bot.</summary>
internal sealed class QualityFacts
{
    private readonly AmountList amounts = new();

    public void AddEvaluation(DossierEvent evaluated, Attribution at, FactSink sink)
    {
        amounts.Clear();
        amounts.Add(QualityMeasures.EvaluationScore, evaluated.Score);
        amounts.CountIf(evaluated.Errors > 0, QualityMeasures.EvaluationsWithErrors);
        if (evaluated.Is(DossierFlags.HasEmotionalConnection))
        {
            amounts.Add(QualityMeasures.EmotionalConnection, evaluated.EmotionalConnection);
        }
        sink.Add(new FactHead(at.Credit, at.Customer, evaluated.Time, at.Slices), amounts.Span);
    }

    /// <summary>A session belongs to no agent and no team, whatever case it names.</summary>
    public void AddSession(DossierEvent ended, FactSink sink)
    {
        var isContained = ended.Is(DossierFlags.Contained);
        amounts.Clear();
        amounts.Count(QualityMeasures.BotSessions);
        amounts.CountIf(isContained, QualityMeasures.BotContained);
        sink.Add(new FactHead(default, ended.Customer, ended.Time, default(Slices) with { Channel = ended.Channel, Topic = ended.Topic }), amounts.Span);
        if (!isContained && ended.Case < 0)
        {
            sink.Find(Finding.HandOverWithoutCase, Witness.Of(ended));
        }
    }
}
