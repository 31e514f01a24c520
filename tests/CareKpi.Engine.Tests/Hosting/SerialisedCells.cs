using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Targets;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>What a scope grain asks and is told by the writer, made anew from bytes: neither may hold what the other one changes. Calendar, settings and hash never change and go as they are.</summary>
internal sealed class SerialisedCells(ICellSource inner) : ICellSource
{
    public async Task<ScopeCells?> CellsAsync(CellsRequest request)
    {
        if (await inner.CellsAsync(SerialisedGrains.Copy(request)) is not { } told)
        {
            return null;
        }
        var names = Copy(told.View.Names);
        return new ScopeCells(SerialisedGrains.Copy(told.Version), told.View with { Names = names, Dimensions = Copy(told.View.Dimensions, names), Scope = SerialisedGrains.Copy(told.View.Scope), Standards = Copy(told.View.Standards) }, Copy(told.Members), Copy(told.Cells))
        {
            SpellsAt = told.SpellsAt,
            ClosedMonths = [.. told.ClosedMonths],
            Candidates = [.. told.Candidates.Select(candidate => new Candidate(SerialisedGrains.Copy(candidate.Scope), candidate.Name, Copy(candidate.Members)) { Standards = Copy(candidate.Standards) })],
        };
    }

    public async Task<List<byte[]?>> RowsAsync(IReadOnlyList<StateKey> keys) =>
        [.. (await inner.RowsAsync([.. keys.Select(static key => StateKey.FromBytes(key.ToBytes(1)))])).Select(static row => row?.ToArray())];

    public async Task<HashSet<ulong>?> DossiersAsync(int fromDay, int throughDay, int most) => await inner.DossiersAsync(fromDay, throughDay, most) is { } told ? [.. told] : null;

    /// <summary>Before the spell table is read.</summary>
    public Func<Task> BeforeSpells { get; init; } = static () => Task.CompletedTask;

    public async Task<SpellsRead> SpellsAsync()
    {
        await BeforeSpells();
        var told = await inner.SpellsAsync();
        return new SpellsRead(told.At, [.. told.Blocks.Select(static block => (block.Block, block.Row.ToArray()))], told.Unsaved.ToDictionary(static line => line.Key, static line => line.Value?.ToArray()));
    }

    public async Task<List<HealthTold>> HealthAsync(IReadOnlyList<HealthAsked> asked, SpellStepKind? by) =>
        [.. (await inner.HealthAsync([.. asked], by)).Select(static told => told with { Figures = told.Figures?.ToDictionary(static of => of.Key, static of => Copy(of.Value)) })];

    public async Task<Dictionary<int, HealthOfCustomer?[]>> HealthOfAsync(IReadOnlyCollection<int> customers, IReadOnlyList<long> instants) =>
        (await inner.HealthOfAsync([.. customers], [.. instants])).ToDictionary(static of => of.Key, static of => of.Value.ToArray());

    private static HealthFigures Copy(HealthFigures figures)
    {
        var copy = new HealthFigures { IsOfOne = figures.IsOfOne };
        copy.Add(figures);
        return copy;
    }

    public async Task<MarginsRead> MarginsAsync(long from, long to)
    {
        var told = await inner.MarginsAsync(from, to);
        return told with { Margins = [.. told.Margins] };
    }

    public async Task<HashSet<int>?> CustomersWithRevenueAsync(long from, long to, int most) => await inner.CustomersWithRevenueAsync(from, to, most) is { } told ? [.. told] : null;

    public async Task<List<IndexedDossier>> IndexedAsync(IReadOnlyList<int> days, ushort groups, IReadOnlySet<int>? agents) =>
        SerialisedGrains.Copy(await inner.IndexedAsync([.. days], groups, agents?.ToHashSet()));

    public async Task<StandingRead> StandingAsync(int? month, int lastDay, int most) => SerialisedGrains.Copy(await inner.StandingAsync(month, lastDay, most));

    public async Task<List<(int Day, StateKey Row)>> CostDaysAsync(int fromDay, int throughDay) =>
        [.. (await inner.CostDaysAsync(fromDay, throughDay)).Select(static told => (told.Day, StateKey.FromBytes(told.Row.ToBytes(1))))];

    public async Task<List<string?>> TextsAsync(IReadOnlyList<TextOfEvent> events) => SerialisedGrains.Copy(await inner.TextsAsync(SerialisedGrains.Copy(events)));

    public async Task<List<ScopeInfo>> CustomersAsync(IReadOnlyList<int> names) => SerialisedGrains.Copy(await inner.CustomersAsync([.. names]));

    public async Task<IReadOnlyList<ClosedFigures>> ClosedAsync(ScopeRef scope, IReadOnlyList<DateOnly> months) => SerialisedGrains.Copy(await inner.ClosedAsync(SerialisedGrains.Copy(scope), [.. months]));

    public async Task<ClosedMonth> CloseMonthAsync(MonthClosing closing) => SerialisedGrains.Copy(await inner.CloseMonthAsync(SerialisedGrains.Copy(closing)));

    public async Task<List<IReadOnlyList<Target>>> TargetsAsync(IReadOnlyList<ScopeRef> scopes) => SerialisedGrains.Copy(await inner.TargetsAsync(SerialisedGrains.Copy(scopes)));

    private static Standards? Copy(Standards? standards) => standards is null ? null : SerialisedGrains.Copy(standards);

    private static NameTable Copy(NameTable names)
    {
        var copy = new NameTable();
        for (var number = 1; number < names.Next; number++)
        {
            copy.Restore(number, names[number].ToArray());
        }
        return copy;
    }

    private static DimensionValues Copy(DimensionValues values, NameTable names)
    {
        var copy = new DimensionValues();
        foreach (var (dimension, tag, value) in values.All)
        {
            copy.Admit(dimension, tag, value);
        }
        copy.SetTagDimensions(Enumerable.Range(1, names.Next - 1).Where(values.IsTagDimension));
        return copy;
    }

    private static ScopeMembers Copy(ScopeMembers members) =>
        new(members.Level, members.Name, [.. members.Teams], members.Profiles.ToDictionary(static pair => pair.Key, static pair => Copy(pair.Value)), members.Calendar, [.. members.Leaves]);

    private static Profile Copy(Profile profile)
    {
        var row = new RowWriter();
        profile.Encode(row);
        return Profile.Decode(row.Written);
    }

    private static CellsRead Copy(CellsRead read) => new(
        read.Applied,
        read.Folds,
        read.Changes?.Select(static facts => Copy(facts)).ToList(),
        read.Stored.ConvertAll(static stored => (CellKey.FromState(stored.Key.ToState()), stored.Row.ToArray())),
        read.Unsaved.ConvertAll(static unsaved => (unsaved.Key, Copy(unsaved.Key, unsaved.Block))),
        read.Due.ConvertAll(static due => (due.Leaf, due.Day, Copy(due.Facts))))
    {
        SpellsAt = read.SpellsAt,
    };

    private static EntryFacts Copy(EntryFacts facts)
    {
        var copy = new EntryFacts { Latest = facts.Latest, HoursFrom = facts.HoursFrom };
        foreach (var (head, amounts, count, isRestated) in facts.All)
        {
            var own = head with { Slices = head.Slices with { Tags = head.Slices.Tags?.ToArray() } };
            if (isRestated)
            {
                copy.Restate(own, amounts, count);
                continue;
            }
            for (var times = Math.Abs(count); times > 0; times--)
            {
                copy.Add(own, amounts, Math.Sign(count));
            }
        }
        copy.Seal();
        return copy;
    }

    private static CellBlock Copy(CellKey key, CellBlock block)
    {
        var copy = new CellBlock(CellKey.KeepsBins(key.Kind));
        if (block.Encode(new RowWriter(), new RowWriter()) is { } bytes)
        {
            copy.MergeFrom(bytes);
        }
        return copy;
    }

    private static DueFacts Copy(DueFacts facts)
    {
        var copy = new DueFacts();
        if (facts.Encode() is { } bytes)
        {
            copy.MergeFrom(bytes);
        }
        return copy;
    }
}
