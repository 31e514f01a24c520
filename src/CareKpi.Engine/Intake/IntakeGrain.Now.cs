using CareKpi.Engine.Now;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Intake;

/// <summary>What is now: agents' running statuses, and who waits. Both are kept until an entry changes them; a read walks no history.</summary>
public sealed partial class IntakeGrain
{
    private AgentBoard? board;
    private (TenantProjection Of, WaitsRead Read)? waits;

    public async Task<NowBoard?> NowAsync(NowRequest request)
    {
        ThrowIfBroken();
        _ = Record;
        while (true)
        {
            var read = Projection;
            var team = request.Team is null ? 0 : NameOf(new ScopeRef(Level.Team, request.Team), read);
            if (team < 0)
            {
                return null;
            }
            await read.Running.RefreshAsync(read.Directory.Agents, NowFor(read), stopping.Token);
            var waiting = request.WithQueues ? await WaitsAsync(read) : null;
            ThrowIfBroken();
            if (read != projection)
            {
                continue;
            }
            var now = NowFor(read);
            if (board?.IsOf(read, now) != true)
            {
                board = new AgentBoard(read, now);
            }
            var told = board.Read(request, team, now);
            return new NowBoard(now, told.Counts, waiting is null ? [] : Queues(waiting.Waits, now, read), waiting?.IsCapped ?? false, [.. told.Rows.Select(row => Item(row, now, read))], told.HasNextPage);
        }
    }

    /// <summary>Those that were left out may be told once others have waited too long.</summary>
    private async Task<WaitsRead> WaitsAsync(TenantProjection read)
    {
        if (waits is not { } kept || kept.Of != read || kept.Read.At != read.WaitsAt || kept.Read.IsCapped)
        {
            var found = await read.ReadWaitsAsync(NowFor(read) - TenantProjection.WaitsKept, stopping.Token);
            waits = kept = (read, found);
        }
        return kept.Read;
    }

    /// <summary>The longest wait first.</summary>
    private static List<QueueNow> Queues(IReadOnlyList<Kpis.Timelines.Waiting> waiting, long now, TenantProjection read)
    {
        var places = new Dictionary<(Channel, int), int>();
        var queues = new List<QueueNow>();
        foreach (var (since, channel, queue) in waiting)
        {
            if (since < now - TenantProjection.WaitsKept)
            {
                continue;
            }
            if (places.TryGetValue((channel, queue), out var place))
            {
                queues[place] = queues[place] with { Waiting = queues[place].Waiting + 1 };
                continue;
            }
            places.Add((channel, queue), queues.Count);
            queues.Add(new QueueNow(channel, Text(queue, read), 1, since));
        }
        queues.Sort(static (left, right) => left.LongestSince != right.LongestSince ? left.LongestSince.CompareTo(right.LongestSince)
            : left.Channel != right.Channel ? left.Channel.CompareTo(right.Channel) : string.CompareOrdinal(left.Queue, right.Queue));
        return queues;
    }

    private AgentNow Item(BoardRow row, long now, TenantProjection read)
    {
        var info = Info(Level.Agent, row.Agent, read);
        return new AgentNow(info.Key, info.Name, Text(row.TeamAt(now), read), row.StatusAt(now), row.SinceAt(now));
    }
}
