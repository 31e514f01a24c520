namespace Oracle.Kpis;

/// <summary>A row of the catalogue.</summary>
/// <param name="Levels">Of T, M, A, C.</param>
internal sealed record Row(string Code, string Levels, Slices Slices, Waits Waits, Func<Question, OracleValue> Read)
{
    public bool HasLevel(string level) => Levels.Contains(level switch { "tenant" => 'T', "team" => 'M', "agent" => 'A', _ => 'C' }, StringComparison.Ordinal);

    public bool HasDimension(Where? where) => where is null || Slices switch
    {
        Slices.All => true,
        Slices.OfEvent => where.Dimension is OracleDimension.Channel,
        Slices.OfCustomer => where.Dimension is OracleDimension.Segment or OracleDimension.Region,
        _ => false,
    };
}

/// <summary>The dimensions that a KPI has.</summary>
internal enum Slices
{
    None,
    OfCustomer,
    /// <summary>Channel.</summary>
    OfEvent,
    All,
}

internal static class Catalogue
{
    private static readonly Row[] Rows =
    [
        .. Satisfaction.Rows,
        .. Responsiveness.Rows,
        .. Resolution.Rows,
        .. Quality.Rows,
        .. Efficiency.Rows,
        .. Loyalty.Rows,
    ];

    private static readonly Dictionary<string, Row> ByCode = Rows.ToDictionary(r => r.Code, StringComparer.Ordinal);

    public static IReadOnlyList<string> Codes { get; } = [.. Rows.Select(r => r.Code)];

    /// <summary>A tenant's own events have no rows: <c>custom.&lt;name&gt;.&lt;part&gt;</c>.</summary>
    public static Row? Find(string code) => ByCode.GetValueOrDefault(code) ?? CustomEvents.Row(code);
}
