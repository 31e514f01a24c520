using System.Globalization;

namespace CareKpi.Cli.Node;

/// <summary>Lines that were not taken, as CSV; the file is made with the first of them.</summary>
internal sealed class ErrorFile(string path) : IDisposable
{
    private StreamWriter? writer;

    public long Count { get; private set; }

    public void Add(long line, string code, string? field, string message)
    {
        if (writer is null)
        {
            writer = new StreamWriter(path);
            writer.WriteLine("line,code,field,message");
        }

        Count++;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line},{Quote(code)},{Quote(field ?? "")},{Quote(message)}"));
    }

    public void Dispose() => writer?.Dispose();

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
