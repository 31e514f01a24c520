using CareKpi.Api.Imports;
using CareKpi.Kpis.Events;

namespace CareKpi.Fuzz.Imports;

/// <summary>CSV files: each row makes events that the parser takes or refuses as any other, or says which column is wrong; or the whole file is refused.</summary>
internal sealed class CallCenterTarget : IFuzzTarget
{
    private static readonly string[] Columns =
        ["Call Id", "Agent", "Date", "Month", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds", "AvgTalkDuration", "Satisfaction rating"];

    private static readonly HashSet<string> Codes = [RejectionCodes.InvalidField, RejectionCodes.TooNew, RejectionCodes.MissingField, RejectionCodes.TooLarge];

    private readonly CallCenterMapping mapping = new();
    private readonly EventBatch batch = EventBatch.Rent();
    private readonly List<MappedRow> rows = [];
    private ImportException? refused;

    public string Name => "files";

    public IReadOnlyList<byte[]> Words { get; } =
        [.. Columns.Concat([",", "\"", "\"\"", "\r\n", "\n", "\r", ",,", "Y", "N", "1-Jan-21", "9:12", "0:02:23", "29-Feb-21", "24:00", "23:59:59", ";", "\t", new string('9', 400), "1.5", "1-Jan-0001", "31-Dec-9999", "\"a\nb\"", "#"]).Select(Encoding.UTF8.GetBytes)];

    // A row is a record, two events with a writer each, or an exception.
    public long MayAllocate(int length) => (1L << 20) + (4_096L * length);

    public byte[] Generate(Rng rng)
    {
        var columns = Columns.ToList();
        if (rng.Once(8))
        {
            columns = [.. columns.OrderBy(_ => rng.Next())];
        }
        if (rng.Once(20))
        {
            columns.RemoveAt(rng.Below(columns.Count));
        }
        if (rng.Once(20))
        {
            columns.Insert(rng.Below(columns.Count), rng.Of(["Agent", "agent", "", "More", "Call Id "]));
        }
        var end = rng.Of(["\n", "\n", "\r\n", "\r"]);
        var text = new StringBuilder(rng.Once(20) ? "\ufeff" : "").AppendJoin(',', columns).Append(end);
        for (var lines = rng.Small(12); lines > 0; lines--)
        {
            text.AppendJoin(',', columns.Select(column => Quoted(Cell(column, rng), rng))).Append(rng.Once(30) ? ",more" : "").Append(end);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public IEnumerable<byte[]> Seeds()
    {
        var head = string.Join(',', Columns);
        yield return Encoding.UTF8.GetBytes($"{head}\nID0001,Diane,1-Jan-21,Jan,9:12,Contract related,Y,Y,109,0:02:23,3\nID0002,Becky,1-Jan-21,Jan,9:12,\"Technical, Support\",N,N,,,\n");
        yield return Encoding.UTF8.GetBytes($"{head}\n\"ID\"\"1\",\"Di\nane\",2021-01-01,,9:12:01,,y,No,0.5,00:02:23,0\n");
        yield return Encoding.UTF8.GetBytes($"{head}\n\"{new string('x', 300_000)}");
        yield return Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 5_000)) + "\n");
        yield return Encoding.UTF8.GetBytes($"{head}\n{new string(',', 100_000)}\n");
        yield return Encoding.UTF8.GetBytes($"{head}\n{string.Concat(Enumerable.Repeat("x\n", 2_000))}");
        yield return [];
    }

    public void Take(byte[] input)
    {
        rows.Clear();
        refused = null;
        try
        {
            using var file = new MemoryStream(input, writable: false);
            rows.AddRange(mapping.Read(file));
        }
        catch (ImportException problem)
        {
            refused = problem;
        }
    }

    public void Judge(byte[] input, Sights seen)
    {
        if (refused is not null)
        {
            Holds.That(refused.Message.Length is > 0 and <= 1_000, "a refusal says nothing, or too much");
            seen.Outcome("refused", refused.Message.Split(':', '\'')[0][..Math.Min(12, refused.Message.Split(':', '\'')[0].Length)]);
        }
        var last = 0;
        foreach (var row in rows)
        {
            Holds.That(row.Line > last, $"line {row.Line} comes after {last}");
            last = row.Line;
            Holds.That(row.Error is null ? row.Events.Count is 1 or 2 : row.Events.Count == 0, "a row is neither taken nor refused");
            if (row.Error is { } error)
            {
                Holds.That(error.Line == row.Line && error.Code == RejectionCodes.InvalidField && Columns.Contains(error.Field) && error.Message.StartsWith("must", StringComparison.Ordinal), $"a row's error does not say what and where: {error}");
                seen.Outcome("error", error.Field + error.Message);
                continue;
            }
            JudgeEvents(row, seen);
        }
    }

    private void JudgeEvents(MappedRow row, Sights seen)
    {
        var body = row.Events.SelectMany(static line => line.Append((byte)'\n')).ToArray();
        var parsed = EventParser.Parse(body, BodyForm.Lines, new ParseContext("demo", 4_000_000_000_000_000), batch);
        Holds.That(parsed.IsOk && batch.Total == row.Events.Count, "a row's events are not one a line");
        seen.Outcome("row", null, row.Events.Count);
        foreach (var (_, _, code, field, message) in batch.Rejections)
        {
            Holds.That(Codes.Contains(code), $"a row's event is refused with {code} {field}: {message}");
            seen.Outcome(code, field);
        }
    }

    private static string Cell(string column, Rng rng) => rng.Once(25) ? rng.Of(["", " ", "?", "NULL", "-1", "1e3", "∞", "\u0000", "=1+1", new string('9', 310), "0.1.2", "１", "NaN"]) : column switch
    {
        "Call Id" => $"ID{rng.Below(9_999)}",
        "Agent" => rng.Of(["Diane", "Becky", "何", "", "a\"b", "x,y", new string('n', 129)]),
        "Date" => rng.Of(["1-Jan-21", "01-Feb-2021", "2021-03-31", "29-Feb-21", "29-Feb-24", "1-jan-21", "31-Dec-9999", "1-Jan-1800", "0001-01-01"]),
        "Time" => rng.Of(["9:12", "09:12", "23:59:59", "24:00", "9:60", "0:00"]),
        "Answered (Y/N)" => rng.Of(["Y", "N", "Yes", "No", "y", "n"]),
        "Resolved" => rng.Of(["Y", "N", "", "y"]),
        "Speed of answer in seconds" => rng.Of(["109", "0", "", "0.5", "2592000", "2592001", "1234567890123", ".5", "5."]),
        "AvgTalkDuration" => rng.Of(["0:02:23", "00:02:23", "", "23:59:59", "24:00:00", "0:2:3"]),
        "Satisfaction rating" => rng.Of(["", "0", "1", "3", "5", "6", "05"]),
        _ => rng.Of(["Contract related", "", "Jan", "a;b"]),
    };

    private static string Quoted(string cell, Rng rng) =>
        cell.AsSpan().ContainsAny(",\"\n") && !rng.Once(30) || rng.Once(15) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(rng.Once(40) ? "x" : "")}" : cell;
}
