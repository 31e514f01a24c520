using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>The ids that were taken, by UTC day of the event, as keyed hashes, each with the log entry that has it. Days in use are in memory; others are loaded when an event of theirs asks: those that one batch names,
/// at most as many as it has events, are there together, however many ids they hold.</summary>
public sealed class SeenIds(IStateStore store, string tenant, int maxInMemory = SeenIds.MaxInMemory)
{
    /// <summary>Ids kept in memory before days that were not asked for lately go.</summary>
    public const int MaxInMemory = 4_000_000;

    private const int MaxChunks = 24;

    private const byte Format = 1;

    /// <summary>Rows of seen ids belong to no generation.</summary>
    private const int NoGeneration = 0;

    private const byte Kind = 60;

    private readonly Dictionary<int, Day> days = [];
    private readonly Queue<(long Seq, int Day, ulong Id)> unsaved = new();
    private readonly HashSet<int> writing = [];
    private readonly RowWriter writer = new();
    private long clock;

    private sealed class Day
    {
        /// <summary>The entry of each id.</summary>
        public Dictionary<ulong, long> Ids { get; } = [];

        /// <summary>Chunk numbers in the store, in order.</summary>
        public List<int> Chunks { get; } = [];

        public int Unsaved { get; set; }

        public long Used { get; set; }
    }

    public bool IsLoaded(int day) => days.ContainsKey(day);

    public async ValueTask LoadAsync(IReadOnlyCollection<int> wanted, CancellationToken cancellationToken)
    {
        var missing = wanted.Where(day => !days.ContainsKey(day)).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }
        var ranges = missing.ConvertAll(day => new StateRange(KeyOf(day, int.MinValue), KeyOf(day + 1, int.MinValue)));
        var answer = await store.ReadAsync(tenant, new StateQuery([], ranges), cancellationToken);
        for (var i = 0; i < missing.Count; i++)
        {
            if (days.ContainsKey(missing[i]))
            {
                // Loaded for somebody else meanwhile, and perhaps added to.
                continue;
            }
            var day = new Day { Used = ++clock };
            foreach (var row in answer.Ranges[i])
            {
                day.Chunks.Add(StateKey.FromBytes(row.Key).B);
                Read(row.Value, (id, seq) => day.Ids[id] = seq);
            }
            days.Add(missing[i], day);
        }
        Trim(wanted);
    }

    public bool Contains(int day, ulong id)
    {
        var known = days[day];
        known.Used = ++clock;
        return known.Ids.ContainsKey(id);
    }

    /// <summary>False: it was seen before.</summary>
    public bool Add(long seq, int day, ulong id)
    {
        var known = days[day];
        known.Used = ++clock;
        if (!known.Ids.TryAdd(id, seq))
        {
            return false;
        }
        known.Unsaved++;
        unsaved.Enqueue((seq, day, id));
        return true;
    }

    /// <summary>The entry that has an id, from the last day to the first; 0: not found on the days after <c>Next</c>, which was not looked at (null: nothing is left to look at).
    /// What one call looks through is bounded.</summary>
    public async ValueTask<(long Seq, int? Next)> FindAsync(Func<int, ulong> idOf, int first, int last, CancellationToken cancellationToken)
    {
        var looked = 0L;
        for (var span = 1; last >= first && looked < MaxLooked;)
        {
            var from = Math.Max(first, last - span + 1);
            var rows = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(KeyOf(from, int.MinValue), KeyOf(last + 1, int.MinValue), span > 1 ? MaxRows : int.MaxValue)]), cancellationToken)).Ranges[0];
            if (span > 1 && rows.Count == MaxRows)
            {
                // More than was thought of: a day at a time.
                span = 1;
                continue;
            }
            if (Find(idOf, from, last, rows) is > 0 and var seq)
            {
                return (seq, null);
            }
            var bytes = rows.Sum(static row => (long)row.Value.Length);
            looked += bytes + PerRead;
            span = bytes < PerRead ? span * 2 : 1;
            last = from - 1;
        }
        return (0, last >= first ? last : null);
    }

    private const long MaxLooked = 8 << 20;
    private const long PerRead = 64 << 10;
    private const int MaxRows = 16;

    private long Find(Func<int, ulong> idOf, int from, int last, IReadOnlyList<StateRow> rows)
    {
        var (found, on) = (0L, int.MinValue);
        foreach (var (number, day) in days)
        {
            if (number >= from && number <= last && number > on && day.Ids.TryGetValue(idOf(number), out var seq))
            {
                (found, on) = (seq, number);
            }
        }
        foreach (var row in rows)
        {
            var number = StateKey.High(StateKey.FromBytes(row.Key).A);
            if (number > on)
            {
                var wanted = idOf(number);
                Read(row.Value, (id, seq) => (found, on) = id == wanted ? (seq, number) : (found, on));
            }
        }
        return found;
    }

    /// <summary>Rows for the ids of entries up to <paramref name="applied"/>: never of one that may yet fail to be written. <see cref="Written"/> says that they are.</summary>
    public void AddWrites(long applied, List<StateWrite> writes)
    {
        var byDay = new Dictionary<int, List<(ulong Id, long Seq)>>();
        while (unsaved.TryPeek(out var next) && next.Seq <= applied)
        {
            unsaved.Dequeue();
            if (!byDay.TryGetValue(next.Day, out var ids))
            {
                byDay.Add(next.Day, ids = []);
            }
            ids.Add((next.Id, next.Seq));
        }
        foreach (var (number, added) in byDay)
        {
            writing.Add(number);
            var ids = added;
            var day = days[number];
            day.Unsaved -= ids.Count;
            if (day.Chunks.Count >= MaxChunks && day.Unsaved == 0)
            {
                // All in one again, so that a day is read in a few rows however often it was added to.
                foreach (var chunk in day.Chunks)
                {
                    writes.Add(new StateWrite(KeyOf(number, chunk), null));
                }
                ids = [.. day.Ids.Select(static pair => (pair.Key, pair.Value))];
                var next = day.Chunks[^1] + 1;
                day.Chunks.Clear();
                Write(number, day, next, ids, writes);
            }
            else
            {
                Write(number, day, day.Chunks.Count == 0 ? 0 : day.Chunks[^1] + 1, ids, writes);
            }
        }
    }

    /// <summary>Whether an id of a day before one was ever taken, and not forgotten since.</summary>
    public async ValueTask<bool> AnyBeforeAsync(int day, CancellationToken cancellationToken) =>
        days.Any(known => known.Key < day && known.Value.Ids.Count > 0) || (await store.ReadAsync(tenant, new StateQuery([], [Before(day) with { Limit = 1 }]), cancellationToken)).Ranges[0].Count > 0;

    /// <summary>The rows of all days before one.</summary>
    public static StateRange Before(int day) => new(KeyOf(int.MinValue, int.MinValue), KeyOf(day, int.MinValue));

    /// <summary>Ids of days before one are asked for no more: events of these are refused. All of them are in the store.</summary>
    public void Forget(int before)
    {
        foreach (var day in days.Keys.Where(day => day < before).ToList())
        {
            days.Remove(day);
        }
    }

    /// <summary>What <see cref="AddWrites"/> gave is in the store.</summary>
    public void Written() => writing.Clear();

    /// <summary>All ids of the tenant in the store, sorted, a day at a time.</summary>
    public async IAsyncEnumerable<(int Day, ulong[] Ids)> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = KeyOf(int.MinValue, int.MinValue);
        var to = KeyOf(int.MaxValue, int.MaxValue);
        var current = int.MinValue;
        var ids = new List<ulong>();
        while (true)
        {
            var rows = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(from, to, 500)]), cancellationToken)).Ranges[0];
            foreach (var row in rows)
            {
                var day = StateKey.High(StateKey.FromBytes(row.Key).A);
                if (day != current && ids.Count > 0)
                {
                    yield return (current, Sorted(ids));
                    ids.Clear();
                }
                current = day;
                Read(row.Value, (id, _) => ids.Add(id));
            }
            if (rows.Count < 500)
            {
                break;
            }
            from = [.. rows[^1].Key, 0];
        }
        if (ids.Count > 0)
        {
            yield return (current, Sorted(ids));
        }
    }

    private static ulong[] Sorted(List<ulong> ids)
    {
        ids.Sort();
        return [.. ids];
    }

    private static byte[] KeyOf(int day, int chunk) => new StateKey((RowKind)Kind, StateKey.Pair(day, 0), chunk).ToBytes(NoGeneration);

    private void Write(int number, Day day, int chunk, List<(ulong Id, long Seq)> ids, List<StateWrite> writes)
    {
        ids.Sort();
        var first = ids.Min(static pair => pair.Seq);
        writer.Clear();
        writer.Byte(Format);
        writer.Int(ids.Count);
        writer.Signed(first);
        foreach (var (id, seq) in ids)
        {
            writer.Fixed(id);
            writer.Unsigned((ulong)(seq - first));
        }
        day.Chunks.Add(chunk);
        writes.Add(new StateWrite(KeyOf(number, chunk), writer.ToArray()));
    }

    private static void Read(byte[] bytes, Action<ulong, long> take)
    {
        var row = new RowReader(bytes);
        if (row.Byte() != Format)
        {
            throw new InvalidDataException("a row of seen ids has a format that this version does not know");
        }
        var count = row.Int();
        for (var first = row.Signed(); count > 0; count--)
        {
            take(row.Fixed(), first + (long)row.Unsigned());
        }
    }

    /// <summary>What is wanted now stays: who asked for it would ask for ever.</summary>
    private void Trim(IReadOnlyCollection<int> wanted)
    {
        var total = days.Values.Sum(day => (long)day.Ids.Count);
        while (total > maxInMemory)
        {
            // What is being written is not in the store yet.
            var oldest = days.Where(day => day.Value.Unsaved == 0 && !writing.Contains(day.Key) && !wanted.Contains(day.Key)).OrderBy(day => day.Value.Used).Select(day => (KeyValuePair<int, Day>?)day).FirstOrDefault();
            if (oldest is not { } found || days.Count <= 2)
            {
                return;
            }
            total -= found.Value.Ids.Count;
            days.Remove(found.Key);
        }
    }
}
