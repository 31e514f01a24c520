using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Spells;

/// <summary>From a customer's life to its line in the spell table, in order of time. A pure function; reused from customer to customer.</summary>
public sealed class SpellLine
{
    /// <summary>An exit survey counts for an end at most this long before or after it.</summary>
    public const long ExitWindow = 30L * 86_400_000_000;

    private readonly Dictionary<int, long> running = [];
    private readonly HashSet<int> known = [];
    private Int128 mrr;
    private int reason;
    private int exitsSeen;

    /// <summary>Of the line that was made last.</summary>
    public List<SpellStep> Steps { get; } = [];

    /// <summary>Instants of starts, renewals and changes to more, each once: what contacts can lead to.</summary>
    public List<long> Purchases { get; } = [];

    /// <summary>Nothing is told of a customer that is only described, unless since when it is one.</summary>
    public void Make(CustomerLife? life, List<SpellStep> described)
    {
        Steps.Clear();
        Purchases.Clear();
        if (life is not null)
        {
            Live(life.Steps, life.Exits);
            if (life.Revenues.Count > 0)
            {
                Steps.Add(new SpellStep(life.Revenues[0].Instant, SpellStepKind.FirstRevenue, 0));
            }
            if (life.Answers.Count > 0)
            {
                Steps.Add(new SpellStep(life.Answers[0].Instant, SpellStepKind.FirstAnswer, 0));
            }
        }
        if (Steps.Count > 0 || described.Exists(static step => step.Kind == SpellStepKind.StartedAt))
        {
            Steps.AddRange(described);
        }
        // Stable: descriptions of one instant keep their order.
        var ordered = Steps.OrderBy(static step => step.Instant).ToList();
        Steps.Clear();
        Steps.AddRange(ordered);
    }

    /// <summary>What descriptions say of since when, segment and region; those that count, in the total order. <paramref name="startOf"/>: where a day begins.</summary>
    public static void Describe(Profile profile, Func<long, long> startOf, List<SpellStep> into)
    {
        into.Clear();
        for (var i = 0; i < profile.Events.Count; i++)
        {
            if (!profile.Counts(i))
            {
                continue;
            }
            var described = profile.Events[i];
            if (described.StartedAt != Events.CareEvent.None)
            {
                into.Add(new SpellStep(described.Time, SpellStepKind.StartedAt, described.StartedAtIsDay ? startOf(described.StartedAt) : described.StartedAt));
            }
            if (described.Segment != 0)
            {
                into.Add(new SpellStep(described.Time, SpellStepKind.Segment, described.Segment));
            }
            if (described.Region != 0)
            {
                into.Add(new SpellStep(described.Time, SpellStepKind.Region, described.Region));
            }
        }
    }

    private void Live(List<LifeMark> marks, List<LifeMark> exits)
    {
        running.Clear();
        known.Clear();
        mrr = 0;
        exitsSeen = 0;
        var isRunning = false;
        var before = 0L;
        for (var i = 0; i < marks.Count;)
        {
            // Events of one instant go together: a plan swap is no gap.
            var at = marks[i].Instant;
            reason = 0;
            for (; i < marks.Count && marks[i].Instant == at; i++)
            {
                Take(marks[i]);
            }
            var after = (long)Int128.Min(mrr, long.MaxValue);
            if (running.Count > 0 && (!isRunning || after != before))
            {
                Steps.Add(new SpellStep(at, isRunning ? SpellStepKind.Changed : SpellStepKind.Begun, after));
            }
            else if (running.Count == 0 && isRunning)
            {
                Steps.Add(new SpellStep(at, SpellStepKind.Ended, ReasonOf(at, exits)));
            }
            isRunning = running.Count > 0;
            before = after;
        }
    }

    private void Take(in LifeMark mark)
    {
        var isRunning = running.TryGetValue(mark.Subscription, out var before);
        var isNew = known.Add(mark.Subscription);
        if (mark.Kind == LifeKind.Ended)
        {
            mrr -= before;
            running.Remove(mark.Subscription);
            reason = mark.Reason != 0 ? mark.Reason : reason;
            return;
        }
        if (mark.Kind == LifeKind.Changed && !isRunning && !isNew)
        {
            return;
        }
        mrr += mark.Amount - before;
        running[mark.Subscription] = mark.Amount;
        var isPurchase = mark.Kind != LifeKind.Changed || (isRunning && mark.Amount > before);
        if (isPurchase && (Purchases.Count == 0 || Purchases[^1] != mark.Instant))
        {
            Purchases.Add(mark.Instant);
        }
    }

    /// <summary>That of the last exit survey within the window, else the end's own. Ends come in order of time, so each survey is passed once.</summary>
    private int ReasonOf(long end, List<LifeMark> exits)
    {
        while (exitsSeen < exits.Count && exits[exitsSeen].Instant <= end + ExitWindow)
        {
            exitsSeen++;
        }
        return exitsSeen > 0 && exits[exitsSeen - 1].Instant >= end - ExitWindow ? exits[exitsSeen - 1].Reason : reason;
    }
}
