using CareKpi.Api.Node;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Events;

namespace CareKpi.Api.Now;

// The shapes of docs/contracts/management-api.md, "Now".

/// <summary>How many agents have each running status.</summary>
public sealed record StatusCountsBody(int Available, int Assisting, int Wrap, int Training, int Break, int Offline)
{
    internal static StatusCountsBody Of(IReadOnlyList<StatusCount> counts)
    {
        int Count(AgentState status) => counts.FirstOrDefault(count => count.Status == status)?.Agents ?? 0;
        return new(Count(AgentState.Available), Count(AgentState.Assisting), Count(AgentState.Wrap), Count(AgentState.Training), Count(AgentState.Break), Count(AgentState.Offline));
    }
}

public sealed record QueueNowBody(string Channel, string? Queue, int Waiting, DateTime LongestSince);

/// <summary><see cref="Since"/> null: no status of the last 16 hours.</summary>
public sealed record AgentNowBody(string Agent, string Name, string? Team, string Status, DateTime? Since);

/// <summary>Items by agent key; counts are of all that the caller sees. <see cref="Capped"/>: of those that wait the 10,000 that have waited longest are told.</summary>
public sealed record NowBody(DateTime At, StatusCountsBody Agents, IReadOnlyList<QueueNowBody> Queues, bool Capped, IReadOnlyList<AgentNowBody> Items, bool HasNextPage, string? Cursor)
{
    internal static NowBody Of(NowBoard board) => new(
        Instants.At(board.At), StatusCountsBody.Of(board.Agents),
        [.. board.Queues.Select(static queue => new QueueNowBody(ContractWords.Channels.Name(queue.Channel), queue.Queue, queue.Waiting, Instants.At(queue.LongestSince)))], board.IsCapped,
        [.. board.Items.Select(static item => new AgentNowBody(item.Agent, item.Name, item.Team, ContractWords.AgentStates.Name(item.Status), Instants.At(item.Since)))],
        board.HasNextPage, board.Items.Count == 0 ? null : board.Items[^1].Agent);
}
