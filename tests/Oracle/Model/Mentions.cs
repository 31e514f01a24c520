using System.Text.Json;

namespace Oracle.Model;

/// <summary>A mention with its label: 1 positive, −1 negative, 0 neutral or unlabelled (the engine's own analyser is not calculated here).</summary>
internal sealed record Mention(Event Observed)
{
    public int Label => Observed.Data.Field("sentiment") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal() switch { > 0.05m => 1, < -0.05m => -1, _ => 0 },
        { ValueKind: JsonValueKind.String } label => label.GetString() switch { "positive" => 1, "negative" => -1, _ => 0 },
        _ => 0,
    };

    public Place Place => new(Observed.At, default, Observed.Customer, Slice.None with { Topic = Observed.Data.Text("topic") });
}
