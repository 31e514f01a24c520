namespace Oracle.Model;

/// <summary>A stretch of paid time of an agent within one local day and one status.</summary>
internal sealed record PaidPiece(long Start, long End, string Status, Pair Credit, IReadOnlyList<(long Start, long End)> Handling)
{
    public Place Place => new(Start, Credit, null, Slice.None);

    public decimal Length => Time.Between(Start, End);

    /// <summary>By the clock: all of it, or the parts in which contacts were handled.</summary>
    public decimal Assisting => Status is "assisting" or "wrap" ? Length : Handled;

    public decimal Available => Status is "available" ? Length - Handled : 0;

    public decimal AssistingOrTraining => Status is "training" ? Length : Assisting;

    public decimal Worked => Status is "break" ? 0 : Length;

    private decimal Handled => Handling.Sum(h => Time.Between(h.Start, h.End));
}

internal sealed class WorkTime(IReadOnlyList<Event> counting, IEnumerable<Contact> contacts, Calendar calendar)
{
    private const long Longest = 16 * 3600 * Time.Second;

    private readonly ILookup<string, Event> _statuses = counting.Where(e => e.Type is "agent.status").ToLookup(e => e.Agent!, StringComparer.Ordinal);

    private readonly ILookup<string, (long Start, long End)> _handled = contacts
        .Where(c => c.Answered && c.Credit.Agent is not null)
        .ToLookup(c => c.Credit.Agent!, c => (c.WorkStart, c.At), StringComparer.Ordinal);

    public IEnumerable<string> Agents => _statuses.Select(s => s.Key);

    /// <summary>The statuses of an agent, each until the next one, at most 16 h, at most until now.</summary>
    public IEnumerable<(long Start, long End, Event Status)> Statuses(string agent, long now)
    {
        var statuses = _statuses[agent].ToList();
        for (var i = 0; i < statuses.Count; i++)
        {
            var next = i + 1 < statuses.Count ? statuses[i + 1].At : long.MaxValue;
            var end = Math.Min(Math.Min(next, statuses[i].At + Longest), now);
            if (statuses[i].At < end)
            {
                yield return (statuses[i].At, end, statuses[i]);
            }
        }
    }

    public IEnumerable<PaidPiece> Paid(long now)
    {
        foreach (var agent in Agents)
        {
            foreach (var (start, end, status) in Statuses(agent, now).Where(s => s.Status.Data.Text("status") is not "offline"))
            {
                foreach (var (from, to) in Days(start, end))
                {
                    yield return new PaidPiece(from, to, status.Data.Text("status")!, new Pair(agent, status.Team), Handling(agent, from, to));
                }
            }
        }
    }

    /// <summary>The status that runs on at <paramref name="now"/>, paid ones only.</summary>
    public Event? Running(string agent, long now) =>
        _statuses[agent].LastOrDefault(s => s.At <= now) is { } last && now < last.At + Longest && last.Data.Text("status") is not "offline" ? last : null;

    private IEnumerable<(long Start, long End)> Days(long start, long end)
    {
        while (start < end)
        {
            var midnight = Math.Min(end, calendar.End(calendar.DayOf(start)));
            yield return (start, midnight);
            start = midnight;
        }
    }

    /// <summary>The union of the handled contacts within the piece.</summary>
    private List<(long Start, long End)> Handling(string agent, long from, long to)
    {
        var union = new List<(long Start, long End)>();
        foreach (var (start, end) in _handled[agent].Select(h => (Start: Math.Max(h.Start, from), End: Math.Min(h.End, to))).Where(h => h.Start < h.End).Order())
        {
            if (union.Count > 0 && start <= union[^1].End)
            {
                union[^1] = (union[^1].Start, Math.Max(union[^1].End, end));
            }
            else
            {
                union.Add((start, end));
            }
        }

        return union;
    }
}
