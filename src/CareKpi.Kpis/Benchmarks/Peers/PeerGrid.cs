using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>
/// How coarse figures of peers are, by unit. What goes into a distribution and what comes out of it lie on it: nobody, by whatever questions, learns a tenant's value better than to a step. Scores and shares have one step; for durations
/// and rates it grows with the value (1, 2 or 5 of a tenth of its power of ten: 4 to 10 %).
/// </summary>
public sealed class PeerGrid
{
    /// <summary>Beyond it there is no figure.</summary>
    private const double Most = 1e15;

    private readonly decimal step;
    private readonly bool grows;

    private PeerGrid(decimal step, bool grows = false) => (this.step, this.grows) = (step, grows);

    /// <summary>null: values of the unit are not compared. Counts tell how large others are, money is of many currencies.</summary>
    public static PeerGrid? Of(string unit) => unit switch
    {
        Units.Percent or Units.ZeroToHundred or Units.Points or Units.MinusHundredToHundred => new PeerGrid(2m),
        Units.OneToFive => new PeerGrid(0.1m),
        Units.MinusOneToOne => new PeerGrid(0.05m),
        Units.Seconds => new PeerGrid(1m, grows: true),
        Units.PerHour => new PeerGrid(0.1m, grows: true),
        _ => null,
    };

    public static bool Holds(double value) => Math.Abs(value) < Most;

    /// <summary>The nearest place on the grid, half away from zero.</summary>
    public double Round(double value)
    {
        var exact = (decimal)value;
        var width = grows ? Math.Max(step, StepAt(Math.Abs(exact))) : step;
        return (double)(decimal.Round(exact / width, MidpointRounding.AwayFromZero) * width);
    }

    private static decimal StepAt(decimal size)
    {
        var power = 1m;
        while (size >= power * 10)
        {
            power *= 10;
        }
        return power * (size < power * 2 ? 0.1m : size < power * 5 ? 0.2m : 0.5m);
    }
}
