using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Events of the tenant's own: each counts, with its value, for the agent and team that it names.</summary>
internal static class CustomEvents
{
    private const string Prefix = "custom.";

    public static Row? Row(string code)
    {
        if (!code.StartsWith(Prefix, StringComparison.Ordinal) || code.LastIndexOf('.') is var dot && dot < Prefix.Length)
        {
            return null;
        }

        var name = code[Prefix.Length..dot];
        return code[(dot + 1)..] switch
        {
            "count" => Of(values => OracleValue.Number(values.Count)),
            "sum" => Of(values => OracleValue.Money(values.Sum()) is var sum ? sum with { Count = Math.Abs(sum.Count) } : sum),
            "mean" => Of(values => values.Count == 0 ? OracleValue.Nothing : new OracleValue(values.Average(), values.Average(), null, values.Count)),
            "min" => Of(values => Quantile(values, 0)),
            "p50" => Of(values => Quantile(values, 0.5m)),
            "p90" => Of(values => Quantile(values, 0.9m)),
            "max" => Of(values => Quantile(values, 1)),
            _ => null,
        };

        Row Of(Func<List<decimal>, OracleValue> tell) => new(code, "TMA", Slices.OfEvent, Waits.Nothing, q => tell([.. q.Taken($"custom {name}", model => Facts(model, name))]));
    }

    private static OracleValue Quantile(List<decimal> values, decimal q)
    {
        if (values.Count == 0)
        {
            return OracleValue.Nothing;
        }

        values.Sort();
        var value = values[Math.Max(1, (int)decimal.Ceiling(q * values.Count)) - 1];
        return new OracleValue(value, value, null, values.Count);
    }

    private static IEnumerable<(decimal Fact, Place Place)> Facts(TenantModel model, string name) => model.Of("custom.recorded")
        .Where(e => string.Equals(e.Data.Text("name"), name, StringComparison.Ordinal))
        .Select(e => (e.Data.Number("value")!.Value, new Place(e.At, Pair.Of(e), e.Customer, Slice.None with { Channel = e.Data.Text("channel") })));
}
