using CareKpi.Kpis.Events;

namespace CareKpi.Engine.Now;

/// <summary>Asks for what is now. <see cref="First"/>: 1–1,000 agents.</summary>
public sealed record NowRequest(int First)
{
    /// <summary>Only its agents, with those of the teams below it; null: whoever is seen.</summary>
    public string? Team { get; init; }

    /// <summary>Only agents with this status are listed; counts are of all.</summary>
    public AgentState? Status { get; init; }

    /// <summary>The key of the last agent of the page before.</summary>
    public string? After { get; init; }

    /// <summary>Teams whose agents are counted; null: everybody is.</summary>
    public IReadOnlyList<string>? AmongTeams { get; init; }

    /// <summary>Agents who may be named, and are counted; null: everybody who is counted.</summary>
    public IReadOnlyList<string>? AmongAgents { get; init; }

    /// <summary>Tell who waits.</summary>
    public bool WithQueues { get; init; }
}

/// <summary>Running statuses, and who waits, at an instant. <see cref="Agents"/>: how many have each status that somebody has. <see cref="IsCapped"/>: of those that wait the longest waiting are told.</summary>
public sealed record NowBoard(long At, IReadOnlyList<StatusCount> Agents, IReadOnlyList<QueueNow> Queues, bool IsCapped, IReadOnlyList<AgentNow> Items, bool HasNextPage);

public sealed record StatusCount(AgentState Status, int Agents);

/// <summary><see cref="Queue"/> null: the events name none.</summary>
public sealed record QueueNow(Channel Channel, string? Queue, int Waiting, long LongestSince);

/// <summary><see cref="Since"/> null: no status of the last 16 hours.</summary>
public sealed record AgentNow(string Agent, string Name, string? Team, AgentState Status, long? Since);
