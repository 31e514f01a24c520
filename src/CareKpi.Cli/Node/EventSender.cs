using System.Buffers;
using System.Text.Json.Nodes;

namespace CareKpi.Cli.Node;

/// <summary>Sends events a thousand at a time and counts what became of them. Refused ones are told with the origin that they were added with.</summary>
internal sealed class EventSender(NodeClient node, Action<EventSender.Refusal> refused)
{
    private const int MaxEvents = 1000;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> lines = new(512 * 1024);
    private readonly List<long> origins = new(MaxEvents);

    internal sealed record Refusal(long Origin, string Code, string? Field, string Message);

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Of the last answer: what a read gives as <c>after</c> to see all of it.</summary>
    public string? Position { get; private set; }

    public async Task AddAsync(long origin, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        if (origins.Count == MaxEvents || lines.WrittenCount + line.Length > MaxBytes)
        {
            await FlushAsync(cancellationToken);
        }

        lines.Write(line.Span);
        lines.Write("\n"u8);
        origins.Add(origin);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (origins.Count == 0)
        {
            return;
        }

        var answer = await node.SendAsync(lines.WrittenMemory, cancellationToken);
        Accepted += answer["accepted"]!.GetValue<long>();
        Duplicates += answer["duplicates"]!.GetValue<long>();
        Position = answer["position"]?.GetValue<string>() ?? Position;
        foreach (var rejection in answer["rejected"]!.AsArray())
        {
            Rejected++;
            refused(new(origins[rejection!["index"]!.GetValue<int>()], rejection["code"]!.GetValue<string>(), rejection["field"]?.GetValue<string>(), rejection["message"]!.GetValue<string>()));
        }

        lines.ResetWrittenCount();
        origins.Clear();
    }

    public JsonObject Counts() => new() { ["accepted"] = Accepted, ["duplicates"] = Duplicates, ["rejected"] = Rejected };
}
