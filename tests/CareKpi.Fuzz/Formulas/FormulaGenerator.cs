using CareKpi.Kpis.Catalogue;

namespace CareKpi.Fuzz.Formulas;

/// <summary>Formulas by the grammar of docs/contracts/formulas.md, over the names of the catalogue and of the tenant's own events.</summary>
internal static class FormulaGenerator
{
    private static readonly string[] Parts = ["count", "numerator", "denominator", "mean", "min", "max", "p50", "p75", "p90", "p95", "p99", "sum", "business", "none"];
    private static readonly string[] Functions = ["min", "max", "clamp", "if", "ifEmpty", "number", "sum", "If"];
    private static readonly string[] Numbers = ["0", "1", "100", "0.5", "60", "3", "0.000000001", "999999999999.999999999", "999999999999", "1000000000000", "0.0000000001", "007", "00.10", "1.", ".5", "1e3"];
    private static readonly string[] Events = ["basket", "\"basket size\"", "\"a\\\"b\"", "\"\"", "\"籃子\"", "\"\\\\\"", "\"basket\"", "1st", "_x"];
    private static readonly string[] Known =
        [.. KpiRegistry.BuiltIn.All.Select(static kpi => kpi.Code), .. KpiRegistry.BuiltIn.All.SelectMany(static kpi => kpi.Measures).Select(static measure => measure.Name).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<byte[]> Words { get; } =
        [.. Known.Concat(Parts.Select(static part => "." + part)).Concat(Functions.Select(static name => name + "(")).Concat(Numbers).Concat(["custom.", "<=", ">=", "!=", " - ", " / ", "-(", ".\"", "csat", "\"("]).Select(Encoding.UTF8.GetBytes)];

    public static string Formula(Rng rng)
    {
        var left = 240;
        return Sum(rng, rng.Once(30) ? 40 : rng.Below(5), ref left);
    }

    private static string Sum(Rng rng, int depth, ref int left)
    {
        var text = new StringBuilder(Unary(rng, depth, ref left));
        for (var more = rng.Once(200) ? 150 : rng.Small(4); more > 0; more--)
        {
            text.Append(rng.Of(["+", "-", "*", "/", " + ", " - ", " * ", " / ", "\n/\t"])).Append(Unary(rng, depth, ref left));
        }
        return text.ToString();
    }

    private static string Unary(Rng rng, int depth, ref int left) => rng.Once(8) ? "-" + Primary(rng, depth, ref left) : Primary(rng, depth, ref left);

    private static string Primary(Rng rng, int depth, ref int left) => rng.Below(depth > 0 && left-- > 0 ? 8 : 5) switch
    {
        0 => rng.Of(Numbers),
        1 => $"custom.{rng.Of(Events)}.{rng.Of(Parts)}",
        2 => $"{rng.Of(Known)}.{rng.Of(Parts)}",
        3 or 4 => rng.Once(12) ? $"{rng.Of(Known)}.{rng.Of(Events)}" : rng.Of(Known),
        5 => $"({Sum(rng, depth - 1, ref left)})",
        _ => Call(rng, depth - 1, ref left),
    };

    private static string Call(Rng rng, int depth, ref int left)
    {
        var name = rng.Of(Functions);
        var arguments = name switch { "if" or "clamp" => 3, "number" => 1, _ => 2 } + (rng.Once(15) ? rng.Below(3) - 1 : 0);
        var text = new StringBuilder(name).Append(rng.Once(20) ? " .x(" : "(");
        for (var i = 0; i < arguments; i++)
        {
            text.Append(i == 0 ? "" : rng.Of([",", ", "])).Append(Sum(rng, depth, ref left));
            if ((name == "if" && i == 0) != rng.Once(30))
            {
                text.Append(rng.Of(["<", " <= ", ">", ">=", " = ", "!="])).Append(Sum(rng, depth, ref left));
            }
        }
        return text.Append(')').ToString();
    }
}
