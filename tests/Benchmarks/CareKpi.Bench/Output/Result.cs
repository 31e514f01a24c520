using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareKpi.Bench.Output;

/// <summary>One figure. <see cref="Ratio"/> is CareKpi's by the peer's, of the same run: figures of different runs on a shared machine say little about each other.</summary>
internal sealed record Result(string Id, string What, double? CareKpi, double? Peer, string? PeerName, string Unit)
{
    public double? Ratio => CareKpi is { } ours && Peer is { } theirs and not 0 ? Math.Round(ours / theirs, 4) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<Result>))]
internal sealed partial class ResultJson : JsonSerializerContext;

/// <summary>Prints each figure as it comes, and keeps all.</summary>
internal sealed class Report
{
    private readonly List<Result> results = [];

    public void Add(string id, string what, double value, string unit, double? peer = null, string? peerName = null) => Add(new Result(id, what, Rounded(value), peer, peerName, unit));

    public void AddFloor(string id, string what, double value, string unit) => Add(new Result(id, what, null, Rounded(value), what, unit));

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(results, ResultJson.Default.ListResult) + "\n");
    }

    public static void Head()
    {
        Console.WriteLine("| id | what | CareKpi | floor | unit | ratio |");
        Console.WriteLine("|---|---|---:|---:|---|---:|");
    }

    private void Add(Result result)
    {
        results.Add(result);
        Console.WriteLine($"| {result.Id} | {result.What} | {Text(result.CareKpi)} | {Text(result.Peer)} | {result.Unit} | {Text(result.Ratio)} |");
    }

    private static double Rounded(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 3);

    private static string Text(double? value) => value is { } number ? number.ToString(Math.Abs(number) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture) : "";
}
