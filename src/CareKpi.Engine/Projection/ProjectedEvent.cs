using CareKpi.Kpis.Events;
using CareKpi.Kpis.Sentiment;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Turns an event of a batch into what timelines keep, names interned.</summary>
internal static class ProjectedEvent
{
    /// <summary>Types that live in dossiers.</summary>
    public static bool IsOfDossier(in CareEvent read) => read.Type switch
    {
        >= EventType.CaseOpened and <= EventType.CaseMerged => true,
        EventType.ContactQueued or EventType.SurveySent or EventType.SurveyAnswered or EventType.SurveyExcluded or EventType.SurveyIncluded => true,
        EventType.ComplaintRaised or EventType.ComplaintResolved or EventType.QualityEvaluated => true,
        EventType.SelfServiceEnded or EventType.MentionObserved or EventType.AgentScheduled or EventType.AvailabilityObserved => true,
        EventType.EventWithdrawn => EntityFields.KindOf(read.Key) is not null,
        _ => false,
    };

    /// <summary>Everything but the places of entities, which the dossier gives.</summary>
    public static DossierEvent ForDossier(EventBatch batch, in CareEvent read, NameTable names)
    {
        var kept = new DossierEvent
        {
            Type = read.Type,
            Channel = read.Channel,
            Priority = read.Priority,
            Party = read.Party,
            Direction = read.Direction,
            Outcome = read.Outcome,
            Survey = read.Survey,
            Resolved = read.Resolved,
            Time = read.Time,
            Source = names.Intern(batch[read.Source]),
            Id = batch[read.Id].ToArray(),
            Supersedes = batch[read.Supersedes].ToArray(),
            SupersedesTime = read.SupersedesTime,
            Main = -1,
            Case = -1,
            Contact = -1,
            Into = -1,
            Customer = names.Intern(batch[read[TextField.Customer]]),
            Agent = names.Intern(batch[read[TextField.Agent]]),
            Team = names.Intern(batch[read[TextField.Team]]),
            Queue = names.Intern(batch[read[TextField.Queue]]),
            Topic = names.Intern(batch[read[TextField.Topic]]),
            Flags = FlagsOf(read),
        };
        if (read.Type == EventType.ContactEnded)
        {
            kept.Number0 = read[NumberField.Wait];
            kept.Number1 = read[NumberField.Talk];
            kept.Number2 = read[NumberField.Hold];
            kept.Number3 = read[NumberField.Wrap];
        }
        else if (read.Type == EventType.SurveyAnswered)
        {
            kept.Number0 = read[NumberField.Score];
            kept.Number1 = read[NumberField.ScaleMin];
            kept.Number2 = read[NumberField.ScaleMax];
            kept.Number3 = read[NumberField.PositiveFrom];
            kept.Number4 = read[NumberField.LowEffortFrom];
            kept.Number5 = read[NumberField.LowEffortTo];
            // Of other surveys nothing is made of it.
            kept.Reason = read.Survey == SurveyKind.Exit ? names.Intern(batch[read[TextField.Reason]]) : 0;
        }
        else if (read.Type == EventType.QualityEvaluated)
        {
            kept.Number0 = read[NumberField.Score];
            kept.Number1 = read[NumberField.EmotionalConnection];
            kept.Number2 = read[NumberField.Errors];
        }
        else if (read.Type is EventType.AgentScheduled or EventType.AvailabilityObserved)
        {
            kept.Number0 = read[NumberField.From];
            kept.Number1 = read[NumberField.To];
            kept.Number2 = (long)read.State;
        }
        Sentiment(batch, read, ref kept);
        if (read.TagCount > 0)
        {
            kept.Tags = Tags(batch, read, names);
        }
        return kept;
    }

    public static StatusEvent ForAgentDay(EventBatch batch, in CareEvent read, NameTable names) =>
        new(read.Type, read.Time, names.Intern(batch[read.Source]), batch[read.Id].ToArray(), batch[read.Supersedes].ToArray(), read.SupersedesTime, read.State, names.Intern(batch[read[TextField.Team]]));

    /// <summary>The family and main key under which an event of that type is kept; null: it has an entity, or is of another timeline.</summary>
    public static LedgerKey? LedgerKeyOf(EventBatch batch, in CareEvent read, NameTable names) => (read.Type, read.Key) switch
    {
        (EventType.CostRecorded, _) or (EventType.EventWithdrawn, TextField.Count) => new(LedgerFamily.Cost, (int)read.Category),
        (EventType.RevenueRecorded, _) or (EventType.EventWithdrawn, TextField.Customer) => new(LedgerFamily.Revenue, names.Intern(batch[read[TextField.Customer]])),
        ( >= EventType.SubscriptionStarted and <= EventType.SubscriptionEnded, _) or (EventType.EventWithdrawn, TextField.Subscription) =>
            new(LedgerFamily.Subscription, names.Intern(batch[read[TextField.Subscription]])),
        (EventType.CustomRecorded, _) or (EventType.EventWithdrawn, TextField.Name) => new(LedgerFamily.Custom, names.Intern(batch[read[TextField.Name]])),
        (EventType.TouchpointObserved, _) => new(LedgerFamily.Touchpoint, names.Intern(batch[read[TextField.Customer]])),
        _ => null,
    };

    public static LedgerEvent ForLedger(EventBatch batch, in CareEvent read, NameTable names) =>
        new(read.Type, read.Time, names.Intern(batch[read.Source]), batch[read.Id].ToArray(), batch[read.Supersedes].ToArray(), read.SupersedesTime)
        {
            Customer = names.Intern(batch[read[TextField.Customer]]),
            Team = names.Intern(batch[read[TextField.Team]]),
            Reason = names.Intern(batch[read[TextField.Reason]]),
            Agent = names.Intern(batch[read[TextField.Agent]]),
            Journey = names.Intern(batch[read[TextField.Journey]]),
            Stage = names.Intern(batch[read[TextField.Stage]]),
            Channel = read.Channel,
            Effort = read.Has(NumberField.Effort) ? read[NumberField.Effort] : CareEvent.None,
            Amount = read.Type == EventType.CustomRecorded ? read[NumberField.Value] : read[NumberField.Amount],
            Margin = read.Has(NumberField.Margin) ? read[NumberField.Margin] : CareEvent.None,
            FromDay = read.Has(NumberField.From) ? read[NumberField.From] : CareEvent.None,
            ToDay = read.Has(NumberField.To) ? read[NumberField.To] : CareEvent.None,
        };

    public static Described ForProfile(EventBatch batch, in CareEvent read, NameTable names)
    {
        var belongs = read.Type == EventType.TeamDescribed ? TextField.Parent : TextField.Team;
        return new Described(read.Type, read.Time, names.Intern(batch[read.Source]), batch[read.Id].ToArray(), batch[read.Supersedes].ToArray(), read.SupersedesTime)
        {
            Name = batch[read[TextField.Name]].ToArray(),
            SaysBelongs = read.Type != EventType.CustomerDescribed && (read.Has(belongs) || read[belongs].IsNull),
            Belongs = names.Intern(batch[read[belongs]]),
            Segment = names.Intern(batch[read[TextField.Segment]]),
            Region = names.Intern(batch[read[TextField.Region]]),
            StartedAt = read.Has(NumberField.StartedAt) ? read[NumberField.StartedAt] : CareEvent.None,
            StartedAtIsDay = read.StartedAtIsDay,
        };
    }

    /// <summary>As given; a text without one is scored here, as a pure function of it.</summary>
    private static void Sentiment(EventBatch batch, in CareEvent read, ref DossierEvent kept)
    {
        if (read.Has(NumberField.Sentiment))
        {
            kept.Sentiment = read[NumberField.Sentiment];
            kept.Flags |= DossierFlags.HasSentiment | (read.TextIsErased ? DossierFlags.MachineScored : 0);
        }
        else if (read.Has(TextField.Text) && SentimentAnalyser.Score(batch[read[TextField.Text]]) is { } score)
        {
            kept.Sentiment = score;
            kept.Flags |= DossierFlags.HasSentiment | DossierFlags.MachineScored;
        }
        else if (read.Has(TextField.Text) || read.TextIsErased)
        {
            kept.Flags |= DossierFlags.NotJudged;
        }
    }

    private static DossierFlags FlagsOf(in CareEvent read) =>
        (read.Escalated ? DossierFlags.Escalated : 0) | (read.Transferred ? DossierFlags.Transferred : 0) | (read.Contained ? DossierFlags.Contained : 0)
        | (read.Public ? DossierFlags.Public : 0) | (read.Bot ? DossierFlags.Bot : 0) | (read.Knowledge ? DossierFlags.Knowledge : 0)
        | (read.Has(NumberField.Score) ? DossierFlags.HasScore : 0) | (read.Has(NumberField.PositiveFrom) ? DossierFlags.HasPositiveFrom : 0)
        | (read.Has(NumberField.LowEffortFrom) || read.Has(NumberField.LowEffortTo) ? DossierFlags.HasLowEffort : 0)
        | (read.Accepted == Answer.No ? DossierFlags.Refused : 0) | (read.Has(NumberField.EmotionalConnection) ? DossierFlags.HasEmotionalConnection : 0) | (read.Up ? DossierFlags.Up : 0);

    /// <summary>Pairs in the order of the tags' numbers, so that equal tags are equal arrays.</summary>
    private static int[] Tags(EventBatch batch, in CareEvent read, NameTable names)
    {
        var pairs = new List<(int Tag, int Value)>();
        for (var i = 0; i < read.TagCount; i++)
        {
            var (tag, value) = batch.TagsOf(in read)[i];
            pairs.Add((names.Intern(batch[tag]), names.Intern(batch[value])));
        }
        pairs.Sort();
        var tags = new int[pairs.Count * 2];
        for (var i = 0; i < pairs.Count; i++)
        {
            (tags[2 * i], tags[(2 * i) + 1]) = pairs[i];
        }
        return tags;
    }
}
