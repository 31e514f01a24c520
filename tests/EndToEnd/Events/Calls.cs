using System.Text;
using CareKpi.Api.Imports;

namespace CareKpi.EndToEnd.Events;

/// <summary>The real calls that lie beside the repository, as events.</summary>
internal static class Calls
{
    public const string File = "call-center/calls.csv";
    public const string From = "2021-01-01";
    public const string To = "2021-03-31";

    /// <summary>5,000 calls, of which 4,054 were answered and rated.</summary>
    public const int Count = 9_054;

    /// <summary>What makes <c>service_level</c> "answered within 60 s ÷ offered".</summary>
    public const string Settings = """{"serviceLevel":{"mode":"allOffered","thresholds":{"voice":60}}}""";

    public static string Path => RealDataFactAttribute.Find(File) ?? throw new FileNotFoundException($"../shared/data/{File} is not beside this checkout");

    public static List<ReadOnlyMemory<byte>> Events { get; } = Read();

    /// <summary>An event under another source.</summary>
    public static ReadOnlyMemory<byte> FromSource(ReadOnlyMemory<byte> line, string source) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line.Span).Replace("\"source\":\"import/call-center\"", $"\"source\":\"{source}\"", StringComparison.Ordinal));

    private static List<ReadOnlyMemory<byte>> Read()
    {
        using var csv = System.IO.File.OpenRead(Path);
        return [.. new CallCenterMapping().Read(csv).SelectMany(row => row.Events).Select(line => (ReadOnlyMemory<byte>)line)];
    }
}
