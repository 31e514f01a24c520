using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareKpi.Bench.Output;

/// <summary>One figure. <see cref="Ratio"/> is CareKpi's by the peer's, of the same run: figures of different runs on a shared machine say little about each other.</summary>
internal sealed record Result(
    [property: JsonPropertyOrder(0)] string Id,
    [property: JsonPropertyOrder(1)] string What,
    [property: JsonPropertyName("carekpi"), JsonPropertyOrder(2)] double? CareKpi,
    [property: JsonPropertyOrder(3)] double? Peer,
    [property: JsonPropertyOrder(4)] string? PeerName,
    [property: JsonPropertyOrder(5)] string Unit)
{
    [JsonPropertyOrder(6)]
    public double? Ratio => CareKpi is { } ours && Peer is { } theirs and not 0 ? Math.Round(ours / theirs, 4) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<Result>))]
internal sealed partial class ResultJson : JsonSerializerContext;

/// <summary>Prints each figure as it comes, and keeps all.</summary>
internal sealed class Report
{
    private readonly List<Result> results = [];

    public void Add(string id, string what, double? value, string unit, double? peer = null, string? peerName = null)
    {
        var result = new Result(id, what, Rounded(value), Rounded(peer), peerName, unit);
        if (results.Exists(other => other.Id == id))
        {
            throw new InvalidOperationException($"two figures are named {id}");
        }
        results.Add(result);
        Console.WriteLine($"| {result.Id} | {result.What} | {Text(result.CareKpi)} | {Text(result.Peer)} | {result.PeerName} | {result.Unit} | {result.Ratio?.ToString("0.####", CultureInfo.InvariantCulture)} |");
    }

    public void AddPeer(string id, string what, double value, string unit, string peerName) => Add(id, what, null, unit, value, peerName);

    /// <summary>CareKpi's figure of this run; null: that part did not run.</summary>
    public double? Find(string id) => results.Find(result => result.Id == id)?.CareKpi;

    public double? FindRatio(string id) => results.Find(result => result.Id == id)?.Ratio;

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(results, ResultJson.Default.ListResult) + "\n");
    }

    public static void Head()
    {
        Console.WriteLine("| id | what | CareKpi | peer | peer's name | unit | ratio |");
        Console.WriteLine("|---|---|---:|---:|---|---|---:|");
    }

    private static double? Rounded(double? value) => value is not { } number ? null : Math.Abs(number) >= 100 ? Math.Round(number) : Math.Round(number, 3);

    private static string Text(double? value) => value is { } number ? number.ToString(Math.Abs(number) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture) : "";
}
