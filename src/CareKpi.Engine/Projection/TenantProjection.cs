using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
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
    private readonly DimensionValues dimensions = new();
    private readonly Dictionary<Finding, FindingTally> findings = [];
    private readonly HashSet<Finding> changedFindings = [];
    private readonly RecentFacts recent = new();
    private readonly RowWriter writer = new();
    private CellDeltas overlay = new();
    private CellDeltas? frozen;
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
        Directory = new Directory(Names);
    }

    public int Generation { get; }

    public SettingsTimeline Settings { get; }

    public ZoneCalendar Calendar { get; }

    public NameTable Names { get; } = new();

    public Directory Directory { get; }

    public ProjectionHead Head { get; private set; } = new();

    public DimensionValues Dimensions => dimensions;

    public IReadOnlyDictionary<Finding, FindingTally> Findings => findings;

    /// <summary>About how many bytes a checkpoint would write.</summary>
    public long UnsavedBytes => rows.DirtyBytes + (overlay.Cells.Count * 256L) + (lines.Count * 128L);

    /// <summary>Applies an entry without events.</summary>
    public void ApplyNothing(long seq) => Head.Applied = seq;

    /// <summary>Applies an entry. If it throws, nothing of it is applied: the caller sets it aside.</summary>
    public async ValueTask ApplyAsync(EventsToApply entry, CancellationToken cancellationToken)
    {
        var staged = new Dictionary<StateKey, byte[]?>();
        var profiles = new List<(RowKind Kind, int Name, EventType Type, Described Described)>();
        var agents = new AgentWork(rows, Calendar, sink, order);
        var ledger = new LedgerWork(rows, Calendar, sink, order);
        var latest = Head.Latest;
        foreach (var index in entry.Taken)
        {
            latest = Math.Max(latest, entry.Batch.Events[index].Time);
        }
        sink.Begin(new EntryFacts { Latest = latest, HoursFrom = HoursFrom(latest) });
        Admit(entry.Admitted);
        var dossiers = new DossierWork(rows, dossierFacts, sink, order, hash);
        await DossierWork.LoadAsync(rows, EntitiesOf(entry), cancellationToken);
        foreach (var index in entry.Taken)
        {
            Route(entry.Batch, entry.Batch.Events[index], dossiers, agents, ledger, profiles);
        }
        dossiers.Finish(Stage);
        await ledger.ApplyAsync(Stage, cancellationToken);
        stagedLines.Clear();
        await new LifeWork(rows, Calendar, sink, order).ApplyAsync(DescriptionsOf(profiles), Stage, (customer, line) => stagedLines[customer] = line, cancellationToken);
        await new CustomerWork(rows, Settings, sink).ApplyAsync(Stage, cancellationToken);
        await agents.ApplyAsync(Stage, cancellationToken);
        await LoadProfilesAsync(profiles, cancellationToken);
        Install(entry, staged, profiles, latest);

        void Stage(StateKey key, byte[]? row) => staged[key] = row;
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

    private void ReadTagDimensions() => dimensions.SetTagDimensions(Settings.At(long.MaxValue).TagDimensions.Select(Names.Intern));

    private HashSet<ulong> EntitiesOf(EventsToApply entry)
    {
        var entities = new HashSet<ulong>();
        foreach (var index in entry.Taken)
        {
            ref readonly var read = ref entry.Batch.Events[index];
            if (ProjectedEvent.IsOfDossier(read))
            {
                AddEntity(entities, entry.Batch, read, TextField.Case, EntityKind.Case);
                AddEntity(entities, entry.Batch, read, TextField.Contact, EntityKind.Contact);
                AddEntity(entities, entry.Batch, read, TextField.Survey, EntityKind.Survey);
                AddEntity(entities, entry.Batch, read, TextField.Complaint, EntityKind.Complaint);
                AddEntity(entities, entry.Batch, read, TextField.Evaluation, EntityKind.Evaluation);
                AddEntity(entities, entry.Batch, read, TextField.Session, EntityKind.Session);
                AddEntity(entities, entry.Batch, read, TextField.Mention, EntityKind.Mention);
                AddEntity(entities, entry.Batch, read, TextField.Schedule, EntityKind.Schedule);
                AddEntity(entities, entry.Batch, read, TextField.Observation, EntityKind.Observation);
                AddEntity(entities, entry.Batch, read, TextField.Into, EntityKind.Case);
            }
        }
        return entities;
    }

    private void AddEntity(HashSet<ulong> entities, EventBatch batch, in CareEvent read, TextField field, EntityKind kind)
    {
        if (read.Has(field))
        {
            entities.Add(hash.Of((byte)kind, batch[read[field]]));
        }
    }

    private void Route(EventBatch batch, in CareEvent read, DossierWork dossiers, AgentWork agents, LedgerWork ledger, List<(RowKind, int, EventType, Described)> profiles)
    {
        if (ProjectedEvent.IsOfDossier(read))
        {
            var main = new Entity(ProjectedEvent.EntityOf(read.Key)!.Value, batch[read[read.Key]].ToArray());
            var named = new NamedEntities(main, Key(batch, read, TextField.Case), Key(batch, read, TextField.Contact), Key(batch, read, TextField.Into));
            dossiers.Add(ProjectedEvent.ForDossier(batch, read, Names), named);
            return;
        }
        if (ProjectedEvent.LedgerKeyOf(batch, read, Names) is { } key)
        {
            ledger.Add(key, ProjectedEvent.ForLedger(batch, read, Names));
        }
        switch (read.Type)
        {
            case EventType.AgentStatus:
                agents.Add(Names.Intern(batch[read[TextField.Agent]]), ProjectedEvent.ForAgentDay(batch, read, Names));
                break;
            case EventType.AgentDescribed:
                Profile(TextField.Agent, read, batch, profiles);
                break;
            case EventType.TeamDescribed:
                Profile(TextField.Team, read, batch, profiles);
                break;
            case EventType.CustomerDescribed:
                Profile(TextField.Customer, read, batch, profiles);
                break;
            case EventType.EventWithdrawn when read.Key == TextField.Agent:
                agents.Add(Names.Intern(batch[read[TextField.Agent]]), ProjectedEvent.ForAgentDay(batch, read, Names));
                Profile(TextField.Agent, read, batch, profiles);
                break;
            case EventType.EventWithdrawn when read.Key is TextField.Team or TextField.Customer:
                Profile(read.Key, read, batch, profiles);
                break;
        }
    }

    private static byte[]? Key(EventBatch batch, in CareEvent read, TextField field) => read.Has(field) ? batch[read[field]].ToArray() : null;

    private void Profile(TextField field, in CareEvent read, EventBatch batch, List<(RowKind, int, EventType, Described)> profiles)
    {
        var type = field switch
        {
            TextField.Agent => EventType.AgentDescribed,
            TextField.Team => EventType.TeamDescribed,
            _ => EventType.CustomerDescribed,
        };
        profiles.Add((RowKind.Profile, Names.Intern(batch[read[field]]), type, ProjectedEvent.ForProfile(batch, read, Names)));
    }

    internal static StateKey ProfileKey(EventType type, int name) => new(RowKind.Profile, StateKey.Pair((int)type, name), 0);

    private ValueTask LoadProfilesAsync(List<(RowKind Kind, int Name, EventType Type, Described Described)> profiles, CancellationToken cancellationToken) =>
        rows.LoadAsync(profiles.ConvertAll(profile => ProfileKey(profile.Type, profile.Name)), cancellationToken);

    /// <summary>From here on nothing can fail but for want of memory.</summary>
    private void Install(EventsToApply entry, Dictionary<StateKey, byte[]?> staged, List<(RowKind Kind, int Name, EventType Type, Described Described)> profiles, long latest)
    {
        sink.Facts.AddTo(overlay, factCells, writer);
        foreach (var (key, row) in staged)
        {
            rows.Put(key, row);
        }
        InstallDayIndex();
        InstallLines(entry.Seq);
        foreach (var (_, name, type, described) in profiles)
        {
            Describe(type, name, described);
        }
        InstallFindings();
        foreach (var leaf in sink.Facts.Leaves)
        {
            See(Directory.Leaves, leaf, ScopeRow.Leaf, StateKey.Pair(leaf.Team, leaf.Agent));
        }
        foreach (var index in entry.Taken)
        {
            Count(entry, entry.Batch.Events[index]);
        }
        Head.Latest = latest;
        Head.Applied = entry.Seq;
        recent.Add(entry.Seq, sink.Facts);
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

    /// <summary>A dossier is told whole before and after: the days that it left go, those that it came to are added, and no row has to be read.</summary>
    private void InstallDayIndex()
    {
        foreach (var (day, dossier) in sink.DaysBefore)
        {
            if (!sink.DaysAfter.Contains((day, dossier)))
            {
                rows.Put(DayKey(day, dossier), null);
            }
        }
        foreach (var (day, dossier) in sink.DaysAfter)
        {
            if (!sink.DaysBefore.Contains((day, dossier)))
            {
                rows.Put(DayKey(day, dossier), []);
            }
        }
    }

    /// <summary>The day in front, so that a period is a range.</summary>
    private static StateKey DayKey(int day, ulong dossier) => new(RowKind.DayIndex, StateKey.Pair(day, (int)((uint)(dossier >> 32) ^ 0x8000_0000)), (int)((uint)dossier ^ 0x8000_0000));

    private static ulong DossierOf(StateKey key) => (ulong)((uint)StateKey.Low(key.A) ^ 0x8000_0000) << 32 | ((uint)key.B ^ 0x8000_0000);

    private void Describe(EventType type, int name, in Described described)
    {
        var key = ProfileKey(type, name);
        var profile = rows[key] is { } row ? Kpis.Timelines.Profile.Decode(row) : new Profile();
        Find(profile, -1);
        profile.Add(described, order);
        Find(profile, 1);
        writer.Clear();
        profile.Encode(writer);
        rows.Put(key, writer.ToArray());
        if (type == EventType.AgentDescribed)
        {
            Directory.AgentProfiles[name] = profile;
            Directory.Changed();
        }
        else if (type == EventType.TeamDescribed)
        {
            Directory.TeamProfiles[name] = profile;
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
        SeeName(entry.Batch, read[TextField.Agent], Directory.Agents, ScopeRow.Agent);
        SeeTime(entry.Batch, read[TextField.Agent], false, read.Time);
        SeeTime(entry.Batch, read[TextField.Team], true, read.Time);
        SeeName(entry.Batch, read[TextField.FromAgent], Directory.Agents, ScopeRow.Agent);
        SeeName(entry.Batch, read[TextField.Team], Directory.Teams, ScopeRow.Team);
        SeeName(entry.Batch, read[TextField.FromTeam], Directory.Teams, ScopeRow.Team);
        SeeName(entry.Batch, read[TextField.Customer], Directory.Customers, ScopeRow.Customer);
        if (read.Type == EventType.TeamDescribed)
        {
            SeeName(entry.Batch, read[TextField.Parent], Directory.Teams, ScopeRow.Team);
        }
    }

    private void SeeName(EventBatch batch, TextRef text, HashSet<int> known, ScopeRow kind)
    {
        if (text.IsPresent)
        {
            var name = Names.Intern(batch[text]);
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
