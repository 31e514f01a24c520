using CareKpi.Engine.Changes;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>A value that a dimension admits, by name.</summary>
public readonly record struct AdmittedValue(Dimensions Dimension, string Tag, string Value);

/// <summary>Events of one log entry, as they are applied.</summary>
public sealed record EventsToApply(long Seq, long ArrivedAt, EventBatch Batch, IReadOnlyList<int> Taken, IReadOnlyList<AdmittedValue> Admitted);

/// <summary>One generation of a tenant's state: what its log says, under one settings history. The live writer, recovery and rebuild all feed it entries in order; nothing else changes it.
/// Belongs to one grain's scheduler.</summary>
public sealed partial class TenantProjection
{
    private readonly IStateStore store;
    private readonly string tenant;
    private readonly RowStore rows;
    private readonly EntityHash hash;
    private readonly EventOrder order;
    private readonly FactCells factCells;
    private readonly EntrySink sink;
    private readonly DossierFacts dossierFacts;
    private readonly CustomerWork customers;
    private readonly DimensionValues dimensions = new();
    private readonly Dictionary<Finding, FindingTally> findings = [];
    private readonly HashSet<Finding> changedFindings = [];
    private readonly RecentFacts recent = new();
    private readonly RowWriter writer = new();
    /// <summary>Rows that the entries change, in the order in which they were told.</summary>
    private readonly List<(StateKey Key, byte[]? Row)> staged = [];
    private Overlay overlay = new();
    private Overlay? saving;
    private int savedNames = 1;

    public TenantProjection(IStateStore store, string tenant, int generation, SettingsTimeline settings, ZoneCalendar calendar, EntityHash hash)
    {
        this.store = store;
        this.tenant = tenant;
        this.hash = hash;
        Generation = generation;
        Settings = settings;
        Calendar = calendar;
        rows = new RowStore(store, tenant, generation);
        order = new EventOrder(Names);
        factCells = new FactCells(calendar, dimensions);
        sink = new EntrySink(factCells);
        dossierFacts = new DossierFacts(settings, calendar, hash);
        customers = new CustomerWork(rows, settings, sink);
        running = new RunningStatuses(ReadRowsAsync);
        Directory = new Directory(Names);
    }

    public int Generation { get; }

    public SettingsTimeline Settings { get; }

    public ZoneCalendar Calendar { get; }

    /// <summary>What this generation takes of the log.</summary>
    public Floor Floor { get; set; } = Floor.None;

    public NameTable Names { get; } = new();

    public Directory Directory { get; }

    public ProjectionHead Head { get; private set; } = new();

    public DimensionValues Dimensions => dimensions;

    /// <summary>Which days entries change; null: nobody asks.</summary>
    internal DayMarks? Marks { get; init; }

    /// <summary>Told of the scopes that entries change; null: nobody is.</summary>
    internal ScopeWatch? Watch { get; set; }

    /// <summary>Where a checkpoint makes what it writes, beside the entries that are applied meanwhile.</summary>
    internal TaskScheduler Beside { get; init; } = TaskScheduler.Default;

    public IReadOnlyDictionary<Finding, FindingTally> Findings => findings;

    /// <summary>About how many bytes a checkpoint would write.</summary>
    public long UnsavedBytes => rows.DirtyBytes + overlay.Bytes + (lines.Count * 128L) + (healthLines.Count * 128L) + seededBytes;

    /// <summary>Applies an entry without events.</summary>
    public void ApplyNothing(long seq) => Head.Applied = seq;

    /// <summary>Applies entries that follow each other in the log as one: a timeline that several change is told once. If it throws, nothing of them is applied.</summary>
    public async ValueTask ApplyAsync(IReadOnlyList<EventsToApply> entries, CancellationToken cancellationToken)
    {
        var profiles = new ProfileWork(rows, order);
        var agents = new AgentWork(rows, Calendar, sink, order);
        var ledger = new LedgerWork(rows, Calendar, sink, order);
        var latest = Latest(entries);
        sink.Begin(new EntryFacts { Latest = latest, HoursFrom = HoursFrom(latest) });
        foreach (var entry in entries)
        {
            Admit(entry.Admitted);
            AdmitUnsaid(entry);
        }
        var dossiers = new DossierWork(rows, dossierFacts, sink, order, hash);
        await DossierWork.LoadAsync(rows, EntitiesOf(entries), cancellationToken);
        foreach (var entry in entries)
        {
            foreach (var index in entry.Taken)
            {
                Route(entry, index, dossiers, agents, ledger, profiles);
            }
        }
        await SettleAsync(entries, dossiers, agents, ledger, profiles, latest, cancellationToken);
    }

    /// <summary>From changed timelines to facts, in the order in which they give summaries to each other; then nothing can fail any more.</summary>
    private async ValueTask SettleAsync(IReadOnlyList<EventsToApply> entries, DossierWork dossiers, AgentWork agents, LedgerWork ledger, ProfileWork profiles, long latest, CancellationToken cancellationToken)
    {
        staged.Clear();
        dossiers.Finish(Stage);
        await ledger.ApplyAsync(Stage, cancellationToken);
        await profiles.LoadAsync(cancellationToken);
        stagedLines.Clear();
        linesChangedFrom = long.MaxValue;
        await new LifeWork(rows, Calendar, sink, order, mayOwe: Floor.Horizon != CareEvent.None).ApplyAsync(profiles, Stage, (customer, line, from) =>
        {
            stagedLines[customer] = line;
            linesChangedFrom = Math.Min(linesChangedFrom, from);
        }, cancellationToken);
        stagedHealth.Clear();
        await customers.ApplyAsync(Stage, (of, line) => stagedHealth[of] = line, cancellationToken);
        await agents.ApplyAsync(Stage, cancellationToken);
        sink.Facts.Seal();
        await DescribeFactsAsync(profiles, cancellationToken);
        Install(entries, profiles, agents, latest);

        void Stage(StateKey key, byte[]? row) => staged.Add((key, row));
    }

    private long Latest(IReadOnlyList<EventsToApply> entries)
    {
        var latest = Head.Latest;
        foreach (var entry in entries)
        {
            foreach (var index in entry.Taken)
            {
                latest = Math.Max(latest, entry.Batch.Events[index].Time);
            }
        }
        return latest;
    }

    private static int HoursFrom(ZoneCalendar calendar, long latest) => latest == CareEvent.None ? int.MinValue : calendar.DayOf(latest) - FactCells.HourDays;

    private int HoursFrom(long latest) => HoursFrom(Calendar, latest);

    private void Admit(IReadOnlyList<AdmittedValue> admitted)
    {
        foreach (var value in admitted)
        {
            dimensions.Admit(value.Dimension, Names.Intern(value.Tag), Names.Intern(value.Value));
        }
        if (admitted.Count > 0)
        {
            ReadTagDimensions();
        }
    }

    /// <summary>Entries from before there were slices by segment and region, or events of the tenant's own, do not say which values they bring: in the order of the log they come out as if they did.</summary>
    private void AdmitUnsaid(EventsToApply entry)
    {
        foreach (var index in entry.Taken)
        {
            ref readonly var read = ref entry.Batch.Events[index];
            if (read.Type == EventType.CustomerDescribed)
            {
                AdmitIfRoom(Kpis.Measures.Dimensions.Segment, entry.Batch, read[TextField.Segment]);
                AdmitIfRoom(Kpis.Measures.Dimensions.Region, entry.Batch, read[TextField.Region]);
            }
            else if (read.Type == EventType.CustomRecorded)
            {
                AdmitIfRoom(Kpis.Measures.Dimensions.Event, entry.Batch, read[TextField.Name]);
            }
        }
    }

    private void AdmitIfRoom(Dimensions dimension, EventBatch batch, TextRef text)
    {
        if (text.IsPresent && dimensions.HasRoom(dimension, 0, 0))
        {
            dimensions.Admit(dimension, 0, Names.Intern(batch[text]));
        }
    }

    private void ReadTagDimensions() => dimensions.SetTagDimensions(Settings.At(long.MaxValue).TagDimensions.Select(Names.Intern));

    /// <summary>From here on nothing can fail but for want of memory.</summary>
    private void Install(IReadOnlyList<EventsToApply> entries, ProfileWork profiles, AgentWork agents, long latest)
    {
        var seq = entries.Count > 0 ? entries[^1].Seq : Head.Applied;
        sink.Facts.AddTo(overlay, factCells, writer);
        foreach (var (key, row) in staged)
        {
            rows.Put(key, row);
            running.See(key);
        }
        InstallIndex();
        var requeued = InstallWaits(seq);
        InstallLines(seq);
        InstallHealth(seq);
        InstallTraits();
        if (Marks is { } marks)
        {
            MarkDays(marks, profiles, seq);
        }
        var watching = Watch is { IsIdle: false } ? Watch : null;
        foreach (var ((type, name), change) in profiles.Changes)
        {
            watching?.SeeDescribed(type, name, this, seq);
            Describe(type, name, change);
            watching?.SeeDescribed(type, name, this, seq);
        }
        InstallFindings();
        foreach (var leaf in sink.Facts.Leaves)
        {
            See(Directory.Leaves, leaf, ScopeRow.Leaf, StateKey.Pair(leaf.Team, leaf.Agent));
        }
        foreach (var entry in entries)
        {
            foreach (var index in entry.Taken)
            {
                Count(entry, entry.Batch.Events[index]);
            }
        }
        Head.Latest = latest;
        Head.Applied = seq;
        recent.Add(Head.Applied, sink.Facts);
        watching?.See(sink.Facts, this, Head.Applied);
        watching?.SeeLines(stagedLines.Keys, Head.Applied);
        watching?.SeeLines(stagedHealth.Keys.Select(static of => of.Customer), Head.Applied);
        watching?.SeeNow(agents.Restated(), requeued, this, Head.Applied);
        rows.Trim();
    }

    private void InstallFindings()
    {
        foreach (var (finding, count) in sink.Findings)
        {
            TallyOf(finding).Count += count;
        }
        foreach (var ((finding, witness), count) in sink.Witnesses)
        {
            TallyOf(finding).Take(witness, count);
        }

        FindingTally TallyOf(Finding finding)
        {
            changedFindings.Add(finding);
            return findings.TryGetValue(finding, out var known) ? known : findings[finding] = new FindingTally();
        }
    }

    private void Describe(EventType type, int name, in ProfileChange change)
    {
        Find(change.Before, -1);
        Find(change.After, 1);
        writer.Clear();
        change.After.Encode(writer);
        rows.Put(ProfileKey(type, name), writer.ToArray());
        if (type == EventType.AgentDescribed)
        {
            Directory.AgentProfiles[name] = change.After;
            Directory.Changed();
        }
        else if (type == EventType.TeamDescribed)
        {
            Directory.TeamProfiles[name] = change.After;
            Directory.Changed();
        }
    }

    private void Find(Profile profile, int sign)
    {
        sink.Sign = sign;
        foreach (var ignored in profile.Ignored())
        {
            sink.Find(Finding.SupersededNotFound, new Witness(ignored.Type, ignored.Time, ignored.Source, ignored.Id));
        }
        sink.Sign = 1;
    }

    private void Count(EventsToApply entry, in CareEvent read)
    {
        Head.Events++;
        var source = Names.Intern(entry.Batch[read.Source]);
        var had = Head.Sources.GetValueOrDefault(source) ?? new SourceCount(0, long.MinValue, long.MinValue);
        Head.Sources[source] = new SourceCount(had.Events + 1, Math.Max(had.LastEventAt, read.Time), Math.Max(had.LastArrivalAt, entry.ArrivedAt));
        SeeName(entry, read[TextField.Agent], Directory.Agents, ScopeRow.Agent, Level.Agent);
        SeeTime(entry.Batch, read[TextField.Agent], false, read.Time);
        SeeTime(entry.Batch, read[TextField.Team], true, read.Time);
        SeeName(entry, read[TextField.FromAgent], Directory.Agents, ScopeRow.Agent, Level.Agent);
        SeeName(entry, read[TextField.Team], Directory.Teams, ScopeRow.Team, Level.Team);
        SeeName(entry, read[TextField.FromTeam], Directory.Teams, ScopeRow.Team, Level.Team);
        SeeName(entry, read[TextField.Customer], Directory.Customers, ScopeRow.Customer, Level.Customer);
        if (read.Type == EventType.TeamDescribed)
        {
            SeeName(entry, read[TextField.Parent], Directory.Teams, ScopeRow.Team, Level.Team);
        }
    }

    private void SeeName(EventsToApply entry, TextRef text, HashSet<int> known, ScopeRow kind, Level level)
    {
        if (text.IsPresent)
        {
            var name = Names.Intern(entry.Batch[text]);
            if (Watch is { IsIdle: false } && !known.Contains(name))
            {
                Watch.SeeNew(level, name, this, entry.Seq);
            }
            See(known, name, kind, (ulong)name);
        }
    }

    private void SeeTime(EventBatch batch, TextRef text, bool isTeam, long time)
    {
        if (text.IsPresent)
        {
            var name = Names.Find(batch[text]);
            if (name != 0 && (!Directory.LastEvents.TryGetValue((isTeam, name), out var last) || last < time))
            {
                Directory.LastEvents[(isTeam, name)] = time;
                Directory.ChangedTimes.Add((isTeam, name));
            }
        }
    }

    private void See<T>(HashSet<T> known, T seen, ScopeRow kind, ulong key)
    {
        if (known.Add(seen))
        {
            rows.Put(new StateKey(RowKind.Scope, key, (int)kind), []);
        }
    }

    private enum ScopeRow { Team = 1, Agent = 2, Customer = 3, Leaf = 4 }
}
