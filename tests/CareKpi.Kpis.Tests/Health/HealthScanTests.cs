using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Health;

public sealed class HealthScanTests
{
    private const long Day = 86_400_000_000;

    [Theory]
    [InlineData(0, 0, 100)]
    [InlineData(7, 0, 100)]
    [InlineData(7, 1, 75)]
    [InlineData(30, 0, 75)]
    [InlineData(30, 1, 50)]
    [InlineData(90, 0, 50)]
    [InlineData(90, 1, 25)]
    [InlineData(5_000, 0, 25)]
    public void Recency_is_a_step_with_its_bound(int days, int micros, int recency)
    {
        var state = new HealthState();
        state.Take(new HealthStep(HealthKind.Contacts, 3, 4));
        Assert.Equal(recency * HealthMark.Unit, state.At(7 + (days * Day) + micros).Recency);
    }

    [Fact]
    public void A_line_is_read_at_every_instant_as_the_steps_until_it_say()
    {
        var read = Read([4, 5, 8, 20], [new(HealthKind.Cases, 5, 2), new(HealthKind.Satisfaction, 8, 40), new(HealthKind.Cases, 9, -2), new(HealthKind.Complaints, 20, 1)], out _);
        Assert.Equal(
            [
                (1, new HealthParts(-1, -1, -1, 50 * HealthMark.Unit, 100 * HealthMark.Unit, -1)),
                (2, new HealthParts(40, -1, -1, 50 * HealthMark.Unit, 100 * HealthMark.Unit, -1)),
                (3, new HealthParts(40, -1, -1, 100 * HealthMark.Unit, 50 * HealthMark.Unit, -1)),
            ], read);
    }

    [Fact]
    public void Figures_hold_until_somebody_steps_or_the_last_contact_is_too_long_ago()
    {
        Read([0, 10, 20 * Day, 100 * Day], [new(HealthKind.Contacts, 5, Day)], out var holds);
        Assert.Equal([4, 5 + (8 * Day), 5 + (31 * Day), long.MaxValue], holds);
        Read([10, 11], [new(HealthKind.Cases, 5, 1), new(HealthKind.Cases, 11, -1)], out holds);
        Assert.Equal([10, long.MaxValue], holds);
    }

    [Fact]
    public void Four_cases_and_two_complaints_are_the_worst()
    {
        foreach (var (cases, complaints, left) in ((int, int, (int, int))[])[(3, 1, (25, 50)), (4, 2, (0, 0)), (9, 7, (0, 0))])
        {
            var state = new HealthState();
            state.Take(new HealthStep(HealthKind.Cases, 1, cases));
            state.Take(new HealthStep(HealthKind.Complaints, 1, complaints));
            Assert.Equal((left.Item1 * HealthMark.Unit, left.Item2 * HealthMark.Unit), (state.At(1).OpenCases, state.At(1).Complaints));
        }
    }

    [Fact]
    public void Blocks_are_written_with_what_changed()
    {
        var first = LineBlocks.Health.With(1, null, [(257, [1, 2]), (300, [3])])!;
        var second = LineBlocks.Health.With(1, first, [(256, [9]), (257, null), (300, [4]), (511, [5])])!;
        var lines = new List<(int, string)>();
        for (var reader = new LineReader(LineBlocks.Health, 1, second); reader.Next();)
        {
            lines.Add((reader.Customer, Convert.ToHexString(reader.Line)));
        }
        Assert.Equal([(256, "09"), (300, "04"), (511, "05")], lines);
        Assert.Null(LineBlocks.Health.With(1, second, [(256, null), (300, null), (511, null)]));
    }

    private static List<(int Place, HealthParts Parts)> Read(long[] instants, HealthStep[] steps, out long[] holds)
    {
        var row = new RowWriter();
        var before = 0L;
        foreach (var step in steps)
        {
            row.Byte((byte)step.Kind);
            row.Signed(step.Instant - before);
            row.Signed(step.Value);
            before = step.Instant;
        }
        var read = new List<(int, HealthParts)>();
        var scan = new HealthScan(instants, (int _, int place, in HealthParts parts) => read.Add((place, parts)));
        scan.Begin(2);
        scan.Add(600, row.Written);
        scan.End();
        holds = scan.HoldsUntil;
        return read;
    }
}
