using System.Text;
using CareKpi.Engine.Evidence;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>What stands behind a value. The cells say on which days there is something, the index which timelines to open; nothing of it is kept.</summary>
public sealed partial class ScopeGrain
{
    /// <summary>Timelines that one call lets speak, but for those of the hour that it is in.</summary>
    internal int MaxTold { get; init; } = 4_000;

    public async Task<EvidencePage?> EvidenceAsync(EvidenceRequest request)
    {
        var read = new ReadRequest(request.Scope, request.Period) { Kpis = [request.Kpi], Where = request.Where };
        var look = await source.CellsAsync(new CellsRequest(scope, [], default, null));
        if (look is null)
        {
            return null;
        }
        var plan = ReadPlan.Of(read, look.View.OwnKpis.Registry);
        var cursor = request.After is null ? null
            : EvidenceCursor.Open(request.After, look.View.Hash, request) ?? throw new ReadProblemException("BAD_INPUT", "'after' is the cursor of a page of the same question; ask again from the beginning", "after");
        var reading = Reading.Of(cursor is null ? read : read with { Period = new PeriodChoice(cursor.Period, null) }, plan, look.View);
        var lastDay = cursor?.LastDay ?? Math.Min(reading.LastDay, look.View.Calendar.DayOf(look.View.Now));
        var question = new EvidenceQuestion(plan, Evaluator.ContextOf(look.View), look.View, look.Members, ZoneCalendar.DayNumber(reading.Period.From), lastDay);
        var walk = new EvidenceWalk(source, question, cursor?.Place, request.First, MaxTold);
        if (question.IsStock)
        {
            await walk.WalkStandingAsync();
        }
        else if (scope.Level == Level.Customer)
        {
            await WalkCustomerAsync(walk, question);
        }
        else
        {
            await walk.WalkAsync(await InTurnAsync(() => DaysWithAsync(reading, question)));
        }
        walk.End();
        var told = walk.Told.Take(request.First).ToList();
        var place = walk.Told.Count > request.First ? told[^1].Place : walk.Stopped;
        var items = await ItemsAsync(told, question);
        var next = place is { } at ? new EvidenceCursor(reading.Period, lastDay, at).Seal(look.View.Hash, request) : null;
        return new EvidencePage(look.View.Scope, reading.Period, look.Version.Applied, look.View.Now, items, next, question.Stake.NumeratorScale, question.Stake.Denominator is null ? null : question.Stake.DenominatorScale);
    }

    private async Task<List<int>> DaysWithAsync(Reading reading, EvidenceQuestion question)
    {
        var look = await source.CellsAsync(new CellsRequest(scope, [], cache.Version, null)) ?? throw Gone();
        var (_, cells) = await CellsAsync(reading, look);
        var values = SliceValues.Numbers(reading.Plan, look.View);
        var days = new List<int>();
        for (var day = question.FromDay; day <= question.LastDay; day++)
        {
            if (cells.Has(reading.Plan.Kind, day, values, question.Stake.Measures))
            {
                days.Add(day);
            }
        }
        if (cache.IsFull)
        {
            cache.Clear();
        }
        return days;
    }

    private async Task WalkCustomerAsync(EvidenceWalk walk, EvidenceQuestion question)
    {
        var calendar = question.View.Calendar;
        var first = CustomerSpan.Of(calendar.StartOf(question.FromDay));
        var last = CustomerSpan.Of(calendar.StartOf(question.LastDay + 1) - 1);
        var keys = Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(span => CustomerWork.KeyOf(question.View.ScopeName, span)).Reverse().ToList();
        var rows = await source.RowsAsync(keys);
        for (var i = 0; i < keys.Count; i++)
        {
            if (rows[i] is { } row)
            {
                await walk.WalkSpanAsync(keys[i].B * CustomerSpan.Length, (keys[i].B + 1) * CustomerSpan.Length, [.. CustomerSpan.Decode(row).Dossiers.Select(static held => held.Dossier)]);
            }
        }
    }

    private async Task<IReadOnlyList<EvidenceItem>> ItemsAsync(List<EvidenceFound> told, EvidenceQuestion question)
    {
        var names = question.View.Names;
        var written = told.Where(static item => item.Subject.Text is not null).ToList();
        var events = written.ConvertAll(item => new TextOfEvent(names.Text(item.Subject.Text!.Value.Name), Encoding.UTF8.GetString(item.Subject.Text.Value.Id), item.Subject.Text.Value.Time));
        var texts = events.Count == 0 ? [] : await source.TextsAsync(events);
        var texted = written.Zip(texts).ToDictionary(static pair => pair.First, static pair => pair.Second);
        return told.ConvertAll(item => new EvidenceItem(
            item.Place.Kind, item.Subject.Key, item.Place.At, ZoneCalendar.DateOf(question.View.Calendar.DayOf(item.Place.At)), item.Numerator, item.Denominator)
        {
            Part = question.Stake.IsMean ? EvidencePart.Both : (item.Numerator != 0 ? EvidencePart.Numerator : 0) | (item.Denominator != 0 ? EvidencePart.Denominator : 0),
            Amount = question.Stake.TellsAmounts && (item.Numerator != 0 || question.Stake.IsMean) ? item.Numerator / question.Stake.NumeratorScale : null,
            Customer = NullIfNone(item.Customer, names),
            Agent = item.Place.Agent.Length == 0 ? null : item.Place.Agent,
            Team = item.Place.Team.Length == 0 ? null : item.Place.Team,
            Channel = item.Channel == 0 ? null : ContractWords.Channels.Name(item.Channel),
            Topic = NullIfNone(item.Topic, names),
            Score = item.Subject.Score,
            Comment = texted.GetValueOrDefault(item),
            Case = item.Subject.Case,
            Contact = item.Subject.Contact,
        });
    }

    private static string? NullIfNone(int name, NameTable names) => name == 0 ? null : names.Text(name);
}
