using System.Collections.Concurrent;
using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Benchmarks.Peers;

namespace CareKpi.Api.Peers;

/// <summary>The round of a quarter: which tenants were looked at, and what follows. <see cref="Tries"/>: how often the next one failed; <see cref="Waits"/>: how often it did not answer.</summary>
internal sealed record PeerRoundRow(DateOnly Quarter, string? After, int Looked, int Taking, int Tries, PeerRoundState State)
{
    public int Waits { get; init; }
}

internal enum PeerRoundState { Looking, Publishing, Done }

/// <summary>
/// Publications about peers, a row for each group of industry and size, so that a group's are published at once; and, while a round runs, the values that it has found. Rows of the node: tenants cannot reach them, and what
/// they are shown of a group is its figures alone.
/// </summary>
internal sealed class PeerStore(NodeState state, TimeProvider clock) : IPeerTable, ITenantRows
{
    private const string Round = "peer-round";
    private const string Groups = "peer-group/";
    private const string Found = "peer-found/";
    private const int Page = 500;

    /// <summary>Industries in memory before all are let go.</summary>
    private const int MaxIndustries = 1_000;

    /// <summary>How long another node's publication may not be seen.</summary>
    private static readonly TimeSpan Belief = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<PeerGroup> Groups, long Since)> known = new(StringComparer.Ordinal);

    // What is made of rows that were read, and a removal, are one after the other: nobody who was removed is written again.
    private const string Turn = "peers/";

    /// <summary>A tenant that changed its size may be in two groups for a while: the newest publication of each KPI.</summary>
    public async ValueTask<IReadOnlyDictionary<string, PeerFigures>> ShownAsync(string tenant, string industry)
    {
        var shown = new Dictionary<string, PeerFigures>(StringComparer.Ordinal);
        foreach (var (kpi, figures) in (await GroupsAsync(IndustryTable.Key(industry))).SelectMany(group => group.ShownTo(tenant)))
        {
            if (!shown.TryGetValue(kpi, out var other) || other.Quarter < figures.Quarter)
            {
                shown[kpi] = figures;
            }
        }

        return shown;
    }

    public async Task<PeerRoundRow?> RoundAsync(CancellationToken cancellationToken) =>
        await state.GetAsync(Round, cancellationToken) is { } row ? JsonSerializer.Deserialize(row, NodeJson.Default.PeerRoundRow) : null;

    public async Task KeepAsync(PeerRoundRow round, CancellationToken cancellationToken) => await state.WriteAsync([RowOf(round)], cancellationToken);

    /// <summary>What one tenant brings and how far the round has come, at once.</summary>
    public async Task KeepAsync(PeerRoundRow round, string group, PeerMember member, CancellationToken cancellationToken) =>
        await state.WriteAsync([RowOf(round), (FoundKey(group, member.Tenant), JsonSerializer.SerializeToUtf8Bytes(member, NodeJson.Default.PeerMember))], cancellationToken);

    /// <summary>A tenant that was removed while it was looked at.</summary>
    public async Task DropAsync(string group, string tenant, CancellationToken cancellationToken) => await state.WriteAsync([(FoundKey(group, tenant), null)], cancellationToken);

    /// <summary>Groups for which it is not decided yet, in order: of those that have publications, and of those found in the round.</summary>
    public async Task<IReadOnlyList<string>> UndecidedAsync(DateOnly quarter, int most, CancellationToken cancellationToken)
    {
        var groups = new SortedSet<string>(StringComparer.Ordinal);
        var from = Found;
        while (groups.Count < most && await state.RangeAsync(from, NodeState.End(Found), 1, cancellationToken) is [var (key, _)])
        {
            var group = key[Found.Length..key.LastIndexOf('/')];
            groups.Add(group);
            from = NodeState.End($"{Found}{group}/");
        }

        string? after = null;
        while (groups.Count < most && await state.ScanAsync(Groups, cancellationToken, after, Page) is { Count: > 0 } rows)
        {
            groups.UnionWith(rows.Where(row => Read(row.Value).Decided < quarter).Select(static row => row.Key[Groups.Length..]));
            after = rows[^1].Key;
        }

        return [.. groups.Take(most)];
    }

    /// <summary>Decides for a group, and takes away what was found: either all of it happens or nothing.</summary>
    public Task PublishAsync(string group, DateOnly quarter, CancellationToken cancellationToken) => state.AloneAsync(Turn, async stop =>
    {
        var found = await state.ScanAsync($"{Found}{group}/", stop);
        var before = await state.GetAsync(Groups + group, stop) is { } row ? Read(row) : PeerGroup.Empty;
        var after = before.After(quarter, [.. found.Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.PeerMember)!)]);
        await state.WriteAsync([(Groups + group, Bytes(after)), .. found.Select(static row => (row.Key, (byte[]?)null))], stop);
        known.TryRemove(IndustryOf(group), out _);
    }, cancellationToken);

    /// <summary>A page of groups with what was published about them, without who they are.</summary>
    public async Task<IReadOnlyList<(string Group, PeerGroup Published)>> ListAsync(string? after, int most, CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Groups, cancellationToken, after is null ? null : Groups + after, most)).Select(static row => (row.Key[Groups.Length..], Read(row.Value)))];

    public Task ForgetAsync(string tenant, CancellationToken cancellationToken) => state.AloneAsync(Turn, async stop =>
    {
        string? after = null;
        while (await state.ScanAsync(Groups, stop, after, Page) is { Count: > 0 } rows)
        {
            foreach (var (key, value) in rows)
            {
                if (Read(value) is var group && group.Without(tenant) is var left && !ReferenceEquals(group, left))
                {
                    await state.WriteAsync([(key, Bytes(left))], stop);
                    known.TryRemove(IndustryOf(key[Groups.Length..]), out _);
                }
            }

            after = rows[^1].Key;
        }

        await state.RemoveWhereAsync(Found, row => string.Equals(JsonSerializer.Deserialize(row, NodeJson.Default.PeerMember)!.Tenant, tenant, StringComparison.Ordinal), stop);
    }, cancellationToken);

    public static string GroupOf(string industry, double contacts) => $"{IndustryTable.Key(industry)}/{PeerSize.Of(contacts)}";

    private async ValueTask<IReadOnlyList<PeerGroup>> GroupsAsync(string industry)
    {
        if (known.TryGetValue(industry, out var kept) && clock.GetElapsedTime(kept.Since) < Belief)
        {
            return kept.Groups;
        }

        try
        {
            var since = clock.GetTimestamp();
            var rows = industry.Length == 0 ? [] : await state.ScanAsync($"{Groups}{industry}/", CancellationToken.None);
            if (known.Count >= MaxIndustries)
            {
                known.Clear();
            }

            return (known[industry] = ([.. rows.Select(static row => Read(row.Value))], since)).Groups;
        }
        catch (UnavailableException) when (kept.Groups is not null)
        {
            // Publications last a quarter: those that were known are those that hold.
            return kept.Groups;
        }
    }

    private static (string, byte[]?) RowOf(PeerRoundRow round) => (Round, JsonSerializer.SerializeToUtf8Bytes(round, NodeJson.Default.PeerRoundRow));

    private static PeerGroup Read(byte[] row) => JsonSerializer.Deserialize(row, NodeJson.Default.PeerGroup)!;

    private static byte[] Bytes(PeerGroup group) => JsonSerializer.SerializeToUtf8Bytes(group, NodeJson.Default.PeerGroup);

    private static string FoundKey(string group, string tenant) => $"{Found}{group}/{tenant}";

    private static string IndustryOf(string group) => group.Split('/')[0];
}
