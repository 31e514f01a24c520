namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>Size classes of tenants, by contacts (<c>contact_volume</c>) of the quarter.</summary>
public static class PeerSize
{
    private static readonly (double Under, string Word)[] Bands = [(1_000, "small"), (10_000, "middle"), (100_000, "large"), (double.PositiveInfinity, "largest")];

    public static string Of(double contacts) => Bands.First(band => contacts < band.Under).Word;
}
