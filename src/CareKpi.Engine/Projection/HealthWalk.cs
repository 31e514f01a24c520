using CareKpi.Kpis.Health;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Gives a scan every line of the health table once, in its order: rows of the store, and the lines that are not yet in it (null: gone), by block and span.</summary>
internal sealed class HealthWalk(HealthScan scan, SortedDictionary<ulong, Dictionary<int, byte[]?>> unsaved)
{
    private readonly List<ulong> waiting = [.. unsaved.Keys];
    private int next;
    private int? block;

    public void Add(ulong key, byte[] row)
    {
        AddUnsaved(key);
        Enter(key);
        unsaved.TryGetValue(key, out var changed);
        var lines = new LineReader(LineBlocks.Health, StateKey.High(key), row);
        while (lines.Next())
        {
            if (changed is null || !changed.ContainsKey(lines.Customer))
            {
                scan.Add(lines.Customer, lines.Line);
            }
        }
    }

    public void End()
    {
        AddUnsaved(ulong.MaxValue);
        if (block is not null)
        {
            scan.End();
        }
    }

    /// <summary>Lines of blocks and spans up to one, this included: of one customer and span there is one line.</summary>
    private void AddUnsaved(ulong through)
    {
        for (; next < waiting.Count && waiting[next] <= through; next++)
        {
            Enter(waiting[next]);
            foreach (var (customer, line) in unsaved[waiting[next]])
            {
                if (line is not null)
                {
                    scan.Add(customer, line);
                }
            }
        }
    }

    private void Enter(ulong key)
    {
        var of = StateKey.High(key);
        if (block == of)
        {
            return;
        }
        if (block is not null)
        {
            scan.End();
        }
        scan.Begin(of);
        block = of;
    }
}
