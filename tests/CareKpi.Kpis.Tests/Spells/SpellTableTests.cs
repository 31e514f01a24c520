using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Tests.Facts;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Spells;

public sealed class SpellTableTests
{
    /// <summary>A block is what a dictionary of lines would be, whichever lines change.</summary>
    [Fact]
    public void A_block_holds_the_lines_that_were_put_last()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var some = new SomeLives(seed);
            var block = some.Next(3);
            var held = new SortedDictionary<int, byte[]>();
            byte[]? row = null;
            for (var round = some.Next(6); round >= 0; round--)
            {
                var changed = new SortedDictionary<int, byte[]?>();
                for (var i = some.Next(8); i >= 0; i--)
                {
                    changed[(block * LineBlocks.Spells.Customers) + some.Next(12)] = some.Next(4) == 0 ? null : some.Line() is { Length: > 0 } line ? line : null;
                }
                row = LineBlocks.Spells.With(block, row, [.. changed.Select(static line => (line.Key, line.Value))]);
                foreach (var (customer, line) in changed)
                {
                    held.Remove(customer);
                    if (line is not null)
                    {
                        held.Add(customer, line);
                    }
                }
                Assert.Equal(held.Count == 0, row is null);
                Assert.Equal(held.Select(Text), Lines(block, row));
            }
        }
    }

    /// <summary>What is kept of a period that is not over is what a scan of that later moment would find.</summary>
    [Fact]
    public void Figures_hold_as_long_as_they_say()
    {
        var kept = 0;
        for (var seed = 1; seed <= 300; seed++)
        {
            var some = new SomeLives(seed);
            var lines = Enumerable.Range(0, 6).Select(_ => some.Line()).ToList();
            var start = some.Instant();
            var window = new SpellWindow(start, start + (some.Next(300) * Story.Day), some.Instant());
            var scan = Scan(window, lines);
            foreach (var end in (long[])[window.Now + 1, window.Now + (some.Next(30) * Story.Day), Math.Min(scan.HoldsUntil[0], window.Now + (900 * Story.Day)) - 1, window.End, window.End + 1])
            {
                var later = window with { Now = end };
                if (later.Until <= window.Until || later.Until > scan.HoldsUntil[0])
                {
                    continue;
                }
                kept++;
                var held = scan.Figures[0].GetValueOrDefault(0) ?? new SpellFigures();
                var fresh = Scan(later, lines).Figures[0].GetValueOrDefault(0) ?? new SpellFigures();
                Assert.Equal(Text(fresh), Text(held.Later(later.YearsEnd - window.YearsEnd)));
            }
        }
        Assert.True(kept > 100, $"only {kept} figures were kept");
    }

    /// <summary>Customers in, kept, gone: the cohort tells each once.</summary>
    [Fact]
    public void A_cohort_counts_its_customers_at_the_end_of_each_month()
    {
        long[] months = [Story.At("0d 00:00"), Story.At("31d 00:00"), Story.At("59d 00:00"), Story.At("90d 00:00")];
        var scan = new CohortScan(months, ofRevenue: true, now: Story.At("80d 00:00"));
        scan.Add(SpellStep.Line([new(Story.At("5d 00:00"), SpellStepKind.Begun, 10), new(Story.At("40d 00:00"), SpellStepKind.Ended, 0), new(Story.At("60d 00:00"), SpellStepKind.Begun, 30)]));
        scan.Add(SpellStep.Line([new(Story.At("31d 00:00"), SpellStepKind.Begun, 7), new(Story.At("59d 00:00"), SpellStepKind.Ended, 0)]));
        Assert.Equal([10, 7, 0], scan.Sizes);
        Assert.Equal([[10, 0, 30], [7, 0], [0]], scan.Kept);
    }

    private static SpellScan Scan(SpellWindow window, List<byte[]> lines)
    {
        var scan = new SpellScan([window]);
        lines.ForEach(line => scan.Add(line));
        return scan;
    }

    private static string Text(SpellFigures of) => string.Join(' ', (object[])
    [
        of.ActiveAtStart, of.ActiveAtEnd, of.Kept, of.StartMrr, of.KeptMrr, of.KeptLeastMrr, of.Ended, string.Join(',', of.Reasons.OrderBy(reason => reason.Key)), of.Acquired, of.Years, of.Givers,
        of.YearActiveAtStart, of.YearKept,
    ]);

    private static string Text(KeyValuePair<int, byte[]> line) => $"{line.Key} {Convert.ToHexString(line.Value)}";

    private static List<string> Lines(int block, byte[]? row)
    {
        var found = new List<string>();
        if (row is not null)
        {
            var lines = new LineReader(LineBlocks.Spells, block, row);
            while (lines.Next())
            {
                found.Add(Text(KeyValuePair.Create(lines.Customer, lines.Line.ToArray())));
            }
        }
        return found;
    }
}
