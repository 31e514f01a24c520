using CareKpi.Engine.Grains;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

public sealed partial class IntakeGrain : ICellSource
{
    /// <summary>Only ever compared: another activation has another one, and so has who erased a customer.</summary>
    private long life = Random.Shared.NextInt64();

    public async Task<ScopeCells?> CellsAsync(CellsRequest request)
    {
        ThrowIfBroken();
        if (request.After is { } after)
        {
            await WaitForAsync(after);
        }
        while (true)
        {
            var read = Projection;
            var name = NameOf(request.Scope, read);
            if (name < 0)
            {
                return null;
            }
            var index = MembersOf(read);
            var members = index.Of(request.Scope.Level, name);
            var structure = (read.Directory.Structure, read.Directory.Leaves.Count);
            var view = await ViewAsync(request.Scope, name, read);
            var candidates = request.PartsBy is { } parts ? Parts(parts, index, members, read) : request.Ranking is { } level ? Candidates(level, request, index, members, read) : [];
            var leaves = request is { Ranking: null, PartsBy: null } ? members.Leaves : [.. candidates.SelectMany(candidate => candidate.Members.Leaves)];
            var cells = await read.ReadCellsAsync(leaves, request.Missing, request.Have.Applied, stopping.Token);
            ThrowIfBroken();
            if (read == projection && structure == (read.Directory.Structure, read.Directory.Leaves.Count))
            {
                return new ScopeCells(new CellsVersion(life, read.Generation, structure.Structure, cells.Folds, cells.Applied), view with { Now = NowFor(read) }, members, cells) { Candidates = candidates, SpellsAt = cells.SpellsAt, ClosedMonths = closed.Months };
            }
        }
    }

    public async Task<List<byte[]?>> RowsAsync(IReadOnlyList<StateKey> keys) => await Projection.ReadRowsAsync(keys, stopping.Token);

    public async Task<SpellsRead> SpellsAsync() => await Projection.ReadSpellsAsync(stopping.Token);

    public async Task<List<HealthTold>> HealthAsync(IReadOnlyList<HealthAsked> asked, SpellStepKind? by) => await Projection.ReadHealthAsync(asked, by, stopping.Token);

    public async Task<Dictionary<int, HealthOfCustomer?[]>> HealthOfAsync(IReadOnlyCollection<int> customers, IReadOnlyList<long> instants) => await Projection.ReadHealthOfAsync(customers, instants, stopping.Token);

    public async Task<MarginsRead> MarginsAsync(long from, long to) => await Projection.ReadMarginsAsync(from, to, stopping.Token);

    public async Task<HashSet<int>?> CustomersWithRevenueAsync(long from, long to, int most) => await Projection.CustomersWithRevenueAsync(from, to, most, stopping.Token);

    private MemberIndex? memberIndex;
    private (int Generation, long Structure, int Leaves) membersAt;

    /// <summary>Kept until a membership, a parent or a leaf is new.</summary>
    private MemberIndex MembersOf(TenantProjection read)
    {
        var at = (read.Generation, read.Directory.Structure, read.Directory.Leaves.Count);
        if (memberIndex is null || membersAt != at)
        {
            (memberIndex, membersAt) = (new MemberIndex(read), at);
        }
        return memberIndex;
    }

    public async Task<HashSet<ulong>?> DossiersAsync(int fromDay, int throughDay, int most) => await Projection.DossiersOfDaysAsync(fromDay, throughDay, most, stopping.Token);

    public async Task<List<ScopeInfo>> CustomersAsync(IReadOnlyList<int> names)
    {
        var read = Projection;
        var found = new List<ScopeInfo>(names.Count);
        foreach (var name in names)
        {
            found.Add(await InfoAsync(new ScopeRef(Level.Customer, read.Names.Text(name)), name, read));
        }
        return found;
    }

    /// <summary>The later of the node's clock and the tenant's latest event time.</summary>
    private long NowFor(TenantProjection of) => Math.Max(services.Now, of.Head.Latest);

    private async Task WaitForAsync(long seq)
    {
        if (seq >= nextSeq)
        {
            await ThrowIfTakenAsync();
        }
        if (seq >= nextSeq)
        {
            throw new ReadProblemException("POSITION_NOT_REACHED", "the position is not in the log yet; use one that POST /v1/events has answered", "after");
        }
        using var patience = new CancellationTokenSource(services.Limits.MaxAfter, services.Time);
        while (Projection.Head.Applied < seq)
        {
            ThrowIfGone();
            if (patience.IsCancellationRequested)
            {
                throw new ReadProblemException("POSITION_NOT_REACHED", "the position is in the log but not applied yet; ask again", "after");
            }
            await ProgressAsync(patience.Token);
        }
    }

    private List<Candidate> Candidates(Level level, CellsRequest request, MemberIndex index, ScopeMembers of, TenantProjection read)
    {
        var names = level == Level.Team ? read.Directory.Teams : of.Level == Level.Tenant ? read.Directory.Agents : AgentsOf(of, read);
        return [.. Paged(names, request.Page, read).Select(name => new Candidate(Info(level, name, read), name, index.Of(level, name)) { Standards = request.WithStandards ? StandardsOf(new ScopeRef(level, read.Names.Text(name))) : null })];
    }

    private static IEnumerable<int> Paged(HashSet<int> names, CandidatePage? page, TenantProjection read)
    {
        if (page is null)
        {
            return names;
        }
        var sorted = ReferenceEquals(names, read.Directory.Agents) ? read.Directory.SortedAgents() : [.. names.Order(Comparer<int>.Create(read.Names.Compare))];
        var after = page.After is null ? 0 : read.Names.Find(page.After);
        return sorted.SkipWhile(name => after != 0 && read.Names.Compare(name, after) <= 0).Take(page.First);
    }

    /// <summary>The teams or agents that have something of a scope, each with the leaves of the scope that are its own.</summary>
    private List<Candidate> Parts(Level level, MemberIndex index, ScopeMembers of, TenantProjection read) =>
        [.. (level == Level.Agent ? MemberIndex.AgentsOf(of) : index.TeamsOf(of)).Select(part => new Candidate(Info(level, part.Name, read), part.Name, part.Members))];

    /// <summary>Today's members of a team and of those under it, and who has worked for it.</summary>
    private HashSet<int> AgentsOf(ScopeMembers of, TenantProjection read)
    {
        var endOfToday = read.Calendar.StartOf(read.Calendar.DayOf(NowFor(read)) + 1);
        var agents = of.Leaves.Where(static leaf => leaf.Team != 0 && leaf.Agent != 0).Select(leaf => leaf.Agent).ToHashSet();
        agents.UnionWith(read.Directory.Agents.Where(agent => of.Teams.Contains(read.Directory.TeamOf(agent, endOfToday))));
        return agents;
    }

    /// <summary>0 for the tenant itself, −1: no such scope.</summary>
    private static int NameOf(ScopeRef scope, TenantProjection read)
    {
        if (scope.Level == Level.Tenant)
        {
            return 0;
        }
        var name = read.Names.Find(scope.Key);
        var known = scope.Level switch
        {
            Level.Team => read.Directory.Teams,
            Level.Agent => read.Directory.Agents,
            _ => read.Directory.Customers,
        };
        return name != 0 && known.Contains(name) ? name : -1;
    }

    private async Task<TenantView> ViewAsync(ScopeRef scope, int name, TenantProjection read)
    {
        var info = await InfoAsync(scope, name, read);
        var last = scope.Level switch
        {
            Level.Tenant => LastEventAt,
            Level.Customer => null,
            _ => read.Directory.LastEvents.TryGetValue((scope.Level == Level.Team, name), out var at) ? at : (long?)null,
        };
        return new TenantView(read.Names, read.Calendar, Record.Settings(), read.Settings, Record.Hash(), read.Dimensions, info, name, NowFor(read), last) { ReadAt = services.Now, Industry = Record.Industry, OwnKpis = definitions.OwnKpis, Standards = StandardsOf(scope) };
    }

    private async Task<ScopeInfo> InfoAsync(ScopeRef scope, int name, TenantProjection read)
    {
        if (scope.Level == Level.Customer)
        {
            var now = NowFor(read);
            var profile = await read.CustomerProfileAsync(name, stopping.Token);
            return new ScopeInfo(Level.Customer, scope.Key, profile.NameAt(now) ?? scope.Key)
            {
                Segment = Text(profile.SegmentAt(now), read),
                Region = Text(profile.RegionAt(now), read),
                ActiveSince = profile.StartedOn(read.Calendar) is { } day ? Kpis.Time.ZoneCalendar.DateOf(day) : null,
            };
        }
        return scope.Level == Level.Tenant ? new ScopeInfo(Level.Tenant, tenant, Record.Name) : Info(scope.Level, name, read);
    }

    private ScopeInfo Info(Level level, int name, TenantProjection read)
    {
        var now = NowFor(read);
        var key = read.Names.Text(name);
        var endOfToday = read.Calendar.StartOf(read.Calendar.DayOf(now) + 1);
        var profile = (level == Level.Team ? read.Directory.TeamProfiles : read.Directory.AgentProfiles).GetValueOrDefault(name);
        return new ScopeInfo(level, key, profile?.NameAt(now) ?? key)
        {
            Team = level == Level.Agent ? Text(read.Directory.TeamOf(name, endOfToday), read) : null,
            Parent = level == Level.Team ? Text(read.Directory.ParentOf(name), read) : null,
        };
    }

    private static string? Text(int name, TenantProjection read) => name == 0 ? null : read.Names.Text(name);
}
