namespace Oracle.Model;

/// <summary>A stretch of a plan within one local day, and how much of it the agent kept.</summary>
internal sealed record PlannedPiece(Place Place, decimal Planned, decimal Kept);

internal static class Schedules
{
    public static IEnumerable<PlannedPiece> Of(TenantModel model, long now)
    {
        var plans = model.Of("agent.scheduled").LastOfEach("schedule").Order(Comparer<Event>.Create(Order.Last)).ToList();
        foreach (var agent in plans.Select(p => p.Agent!).Distinct(StringComparer.Ordinal))
        {
            var own = plans.Where(p => string.Equals(p.Agent, agent, StringComparison.Ordinal)).ToList();
            var statuses = model.Work.Statuses(agent, now).ToList();
            foreach (var (start, end) in Cuts(model, own, now))
            {
                // Of overlapping plans the event with the later time holds, though it says offline.
                var plan = own.FindLast(p => From(p) <= start && To(p) >= end);
                if (plan is not null && State(plan) is not "offline")
                {
                    var kept = statuses.Where(s => string.Equals(State(s.Status), State(plan), StringComparison.Ordinal))
                        .Select(s => (Start: Math.Max(s.Start, start), End: Math.Min(s.End, end))).Where(s => s.Start < s.End)
                        .Sum(s => Time.Between(s.Start, s.End));
                    yield return new PlannedPiece(new Place(start, new Pair(agent, null), null, Slice.None), Time.Between(start, end), kept);
                }
            }
        }
    }

    /// <summary>Between two neighbouring bounds of plans, midnights and now, one plan holds.</summary>
    private static IEnumerable<(long Start, long End)> Cuts(TenantModel model, List<Event> plans, long now)
    {
        var bounds = new SortedSet<long>(plans.SelectMany(p => new[] { From(p), To(p), Math.Clamp(now, From(p), To(p)) }));
        foreach (var plan in plans)
        {
            for (var midnight = model.Calendar.End(model.Calendar.DayOf(From(plan))); midnight < To(plan); midnight = model.Calendar.End(model.Calendar.DayOf(midnight)))
            {
                bounds.Add(midnight);
            }
        }

        return bounds.Zip(bounds.Skip(1)).Where(c => c.Second <= now);
    }

    private static long From(Event plan) => Time.Parse(plan.Data.Text("from")!);

    private static long To(Event plan) => Time.Parse(plan.Data.Text("to")!);

    private static string State(Event e) => e.Data.Text("status") is "assisting" or "wrap" ? "available" : e.Data.Text("status")!;
}
