using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Jobs;
using CsvHelper;

namespace CareKpi.Api.Imports;

/// <summary>One row a call: <c>care.contact.ended</c> (voice, inbound), and <c>care.survey.answered</c> where there is a rating. Times are UTC; hold and wrap are not known.</summary>
public sealed class CallCenterMapping : IImportMapping
{
    private const string Source = "import/call-center";
    private static readonly string[] Columns =
        ["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds", "AvgTalkDuration", "Satisfaction rating"];
    private static readonly string[] DateFormats = ["d-MMM-yy", "d-MMM-yyyy", "yyyy-MM-dd"];
    private static readonly string[] TimeFormats = ["H:mm", "H:mm:ss"];
    private static readonly string[] DurationFormats = [@"h\:mm\:ss", @"hh\:mm\:ss"];

    private static readonly CsvReaderOptions Options = new()
    {
        TrackLineNumbers = true,
        TrimWhitespace = true,
        MissingField = CsvMissingFieldHandling.ReturnEmpty,
        IncludeValuesInExceptions = false,
        MaxRecordSize = 256 * 1024,
    };

    public string Name => "call-center";

    public IEnumerable<MappedRow> Read(Stream csv)
    {
        using var reader = CsvReader.Create(csv, Options, leaveOpen: true);
        Open(reader);
        while (Next(reader))
        {
            yield return Map(reader);
        }
    }

    private static void Open(CsvReader reader)
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException error)
        {
            throw new ImportException($"The heading cannot be read: {error.Message}");
        }

        var missing = Columns.Except(reader.Headers, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new ImportException($"The heading lacks: {string.Join(", ", missing)}.");
        }
    }

    private static bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException error)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"Line {error.LineNumber} cannot be read: {error.Message}"));
        }
    }

    private static MappedRow Map(CsvReader row)
    {
        var line = (int)row.LineNumber;
        try
        {
            var call = Parse(row);
            byte[] contact = Event(call, "care.contact.ended", call.Id, call.WriteContact);
            return new(line, call.Rating is null ? [contact] : [contact, Event(call, "care.survey.answered", call.Id + "/csat", call.WriteSurvey)], null);
        }
        catch (RowException error)
        {
            return new(line, [], new(line, "invalid_field", error.Column, error.Message));
        }
    }

    private static Call Parse(CsvReader row)
    {
        string? Text(string column) => row.GetString(column) is { Length: > 0 } text ? text : null;

        var id = Text("Call Id") ?? throw new RowException("Call Id", "must not be empty");
        var date = DateOnly.TryParseExact(Text("Date"), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new RowException("Date", "must be like 1-Jan-21");
        var time = TimeOnly.TryParseExact(Text("Time"), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : throw new RowException("Time", "must be like 9:12");
        var answered = YesNo(Text("Answered (Y/N)"), "Answered (Y/N)") ?? throw new RowException("Answered (Y/N)", "must be Y or N");
        var resolved = YesNo(Text("Resolved"), "Resolved");
        var wait = Text("Speed of answer in seconds") is not { } seconds ? (double?)null
            : double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw new RowException("Speed of answer in seconds", "must be a number of seconds");
        var talk = Text("AvgTalkDuration") is not { } duration ? (TimeSpan?)null
            : TimeSpan.TryParseExact(duration, DurationFormats, CultureInfo.InvariantCulture, out var length) ? length
            : throw new RowException("AvgTalkDuration", "must be like 0:02:23");
        return new(id, date.ToDateTime(time, DateTimeKind.Utc), Text("Agent"), Text("Topic"), answered, resolved, answered ? wait ?? 0 : 0, answered ? talk : null, Rating(Text("Satisfaction rating")));
    }

    /// <summary>Calls that nobody answered have no rating, or 0.</summary>
    private static int? Rating(string? text) => text is null or "0" ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rating) && rating is >= 1 and <= 5 ? rating
        : throw new RowException("Satisfaction rating", "must be 1 to 5");

    private static bool? YesNo(string? text, string column) => text switch
    {
        null => null,
        "Y" or "y" or "Yes" => true,
        "N" or "n" or "No" => false,
        _ => throw new RowException(column, "must be Y or N"),
    };

    private static byte[] Event(Call call, string type, string id, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(320);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", Source);
            json.WriteString("type", type);
            json.WriteString("time", call.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private sealed record Call(string Id, DateTime Time, string? Agent, string? Topic, bool Answered, bool? Resolved, double Wait, TimeSpan? Talk, int? Rating)
    {
        public void WriteContact(Utf8JsonWriter json)
        {
            json.WriteString("contact", Id);
            json.WriteString("channel", "voice");
            json.WriteString("direction", "inbound");
            json.WriteString("outcome", Answered ? "answered" : "abandoned");
            json.WriteNumber("wait", Wait);
            if (Talk is { } talk)
            {
                json.WriteNumber("talk", (long)talk.TotalSeconds);
            }

            if (Agent is not null)
            {
                json.WriteString("agent", Agent);
            }

            if (Topic is not null)
            {
                json.WriteString("topic", Topic);
            }

            if (Resolved is { } resolved)
            {
                json.WriteBoolean("resolved", resolved);
            }
        }

        public void WriteSurvey(Utf8JsonWriter json)
        {
            json.WriteString("survey", Id);
            json.WriteString("kind", "csat");
            json.WriteNumber("score", Rating!.Value);
            json.WriteString("contact", Id);
        }
    }

    private sealed class RowException(string column, string message) : Exception(message)
    {
        public string Column { get; } = column;
    }
}
