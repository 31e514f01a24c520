using System.Text.Json;

namespace Oracle.Model;

/// <summary>A mention with its label: 1 positive, −1 negative, 0 neutral or unlabelled (the engine's own analyser is not calculated here).</summary>
internal sealed record Mention(Event Observed)
{
    public int Label => Sentiment.Of(Observed) switch { > 0.05m => 1, < -0.05m => -1, _ => 0 };

    public Place Place => new(Observed.At, default, Observed.Customer, Slice.None with { Topic = Observed.Data.Text("topic") });
}

/// <summary>As given: a number, or a label, which is −1, 0 or 1.</summary>
internal static class Sentiment
{
    public static decimal? Of(Event e) => e.Data.Field("sentiment") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal(),
        { ValueKind: JsonValueKind.String } label => label.GetString() switch { "positive" => 1, "negative" => -1, _ => 0 },
        _ => null,
    };
}
