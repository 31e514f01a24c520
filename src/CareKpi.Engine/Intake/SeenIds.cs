using System.Buffers.Binary;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Intake;

/// <summary>The ids that were taken, by UTC day of the event, as keyed hashes. Days in use are in memory; others are loaded when an event of theirs asks.</summary>
public sealed class SeenIds(IStateStore store, string tenant)
{
    /// <summary>Ids kept in memory before days that were not asked for lately go.</summary>
    public const int MaxInMemory = 4_000_000;

    private const int MaxChunks = 24;

    /// <summary>Rows of seen ids belong to no generation.</summary>
    private const int NoGeneration = 0;

    private const byte Kind = 60;

    private readonly Dictionary<int, Day> days = [];
    private readonly Queue<(long Seq, int Day, ulong Id)> unsaved = new();
    private long clock;

    private sealed class Day
    {
        public HashSet<ulong> Ids { get; } = [];

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
            var day = new Day();
            foreach (var row in answer.Ranges[i])
            {
                day.Chunks.Add(StateKey.FromBytes(row.Key).B);
                for (var at = 0; at < row.Value.Length; at += 8)
                {
                    day.Ids.Add(BinaryPrimitives.ReadUInt64BigEndian(row.Value.AsSpan(at)));
                }
            }
            days.Add(missing[i], day);
        }
        Trim();
    }

    public bool Contains(int day, ulong id)
    {
        var known = days[day];
        known.Used = ++clock;
        return known.Ids.Contains(id);
    }

    /// <summary>False: it was seen before.</summary>
    public bool Add(long seq, int day, ulong id)
    {
        var known = days[day];
        known.Used = ++clock;
        if (!known.Ids.Add(id))
        {
            return false;
        }
        known.Unsaved++;
        unsaved.Enqueue((seq, day, id));
        return true;
    }

    /// <summary>Rows for the ids of entries up to <paramref name="applied"/>: never of one that may yet fail to be written.</summary>
    public void AddWrites(long applied, List<StateWrite> writes)
    {
        var byDay = new Dictionary<int, List<ulong>>();
        while (unsaved.TryPeek(out var next) && next.Seq <= applied)
        {
            unsaved.Dequeue();
            if (!byDay.TryGetValue(next.Day, out var ids))
            {
                byDay.Add(next.Day, ids = []);
            }
            ids.Add(next.Id);
        }
        foreach (var (number, added) in byDay)
        {
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
                ids = [.. day.Ids];
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
                for (var at = 0; at < row.Value.Length; at += 8)
                {
                    ids.Add(BinaryPrimitives.ReadUInt64BigEndian(row.Value.AsSpan(at)));
                }
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

    private static void Write(int number, Day day, int chunk, List<ulong> ids, List<StateWrite> writes)
    {
        ids.Sort();
        var row = new byte[ids.Count * 8];
        for (var i = 0; i < ids.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(row.AsSpan(i * 8), ids[i]);
        }
        day.Chunks.Add(chunk);
        writes.Add(new StateWrite(KeyOf(number, chunk), row));
    }

    private void Trim()
    {
        var total = days.Values.Sum(day => (long)day.Ids.Count);
        while (total > MaxInMemory)
        {
            var oldest = days.Where(day => day.Value.Unsaved == 0).OrderBy(day => day.Value.Used).Select(day => (KeyValuePair<int, Day>?)day).FirstOrDefault();
            if (oldest is not { } found || days.Count <= 2)
            {
                return;
            }
            total -= found.Value.Ids.Count;
            days.Remove(found.Key);
        }
    }
}
