using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CareKpi.Kpis.Events.Parsing;

namespace CareKpi.Kpis.Events;

/// <summary>Reads and validates the events of a request. Total: every input has an answer, none throws. A valid event allocates nothing.</summary>
public static class EventParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body into the batch: valid events and rejections, or, where the body as a whole is refused, nothing.</summary>
    /// <param name="body">The body, decompressed. It is copied; the caller may use its memory again at once.</param>
    /// <param name="form">How the body holds its events.</param>
    /// <param name="context">Tenant, clock and horizon.</param>
    /// <param name="batch">Receives the events; what it held is forgotten.</param>
    public static ParseResult Parse(ReadOnlySpan<byte> body, BodyForm form, in ParseContext context, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var text = batch.Load(body);
        var start = text.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;

        // Tenants have short names; a longer one is as good as any other that does not match.
        Span<byte> tenant = stackalloc byte[1024];
        tenant = Encoding.UTF8.TryGetBytes(context.Tenant, tenant, out var length) ? tenant[..length] : Encoding.UTF8.GetBytes(context.Tenant);
        var walk = new EventWalk(batch, context, tenant);
        var result = form == BodyForm.Lines ? ReadLines(text, start, ref walk, batch) : ReadWhole(text, start, form, ref walk);
        if (!result.IsOk)
        {
            batch.Clear();
        }

        return result;
    }

    private static ParseResult ReadWhole(ReadOnlySpan<byte> text, int start, BodyForm form, ref EventWalk walk)
    {
        if (!Utf8.IsValid(text))
        {
            return Refuse(text, FirstInvalid(text), "is not valid UTF-8; send the body in UTF-8");
        }

        try
        {
            walk.Begin(text[start..], start);
            var result = form == BodyForm.Single ? walk.ReadSingle() : walk.ReadArray();
            return result.Status == ParseStatus.NotJson ? result with { Line = LineOf(text, (int)result.Offset) } : result;
        }
        catch (JsonException e)
        {
            return Refuse(text, OffsetOf(text[start..], e) + start, "is not valid JSON; nothing of it was taken");
        }
    }

    private static ParseResult ReadLines(ReadOnlySpan<byte> text, int start, ref EventWalk walk, EventBatch batch)
    {
        var valid = Utf8.IsValid(text);
        while (start < text.Length)
        {
            var length = text[start..].IndexOf((byte)'\n');
            var next = length < 0 ? text.Length : start + length + 1;
            var line = text[start..(length < 0 ? text.Length : start + length)];
            if (line.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                if (batch.Total == EventLimits.MaxEvents)
                {
                    return TooMany;
                }

                if (!valid && !Utf8.IsValid(line))
                {
                    walk.RejectLine("is not valid UTF-8; send it in UTF-8");
                }
                else
                {
                    ReadLine(line, start, ref walk);
                }
            }

            start = next;
        }

        return default;
    }

    private static void ReadLine(ReadOnlySpan<byte> line, int start, ref EventWalk walk)
    {
        try
        {
            walk.Begin(line, start);
            walk.ReadSingle();
        }
        catch (JsonException e)
        {
            walk.RejectLine(string.Create(CultureInfo.InvariantCulture, $"the line is not one valid JSON value, from its byte {OffsetOf(line, e)} on"));
        }
    }

    internal static ParseResult TooMany =>
        new(ParseStatus.TooManyEvents, Message: "The request holds more than 20000 events; send them in several requests.");

    private static ParseResult Refuse(ReadOnlySpan<byte> text, int offset, string why)
    {
        var line = LineOf(text, offset);
        var message = string.Create(CultureInfo.InvariantCulture, $"The body {why} (line {line}, byte {offset} of the body).");
        return new ParseResult(ParseStatus.NotJson, offset, line, message);
    }

    private static int LineOf(ReadOnlySpan<byte> text, int offset) => text[..offset].Count((byte)'\n') + 1;

    // The reader tells line and byte in the line; both from 0.
    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException e)
    {
        var offset = 0;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
        {
            var length = text[offset..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            offset += length + 1;
        }

        return (int)Math.Min(text.Length, offset + (e.BytePositionInLine ?? 0));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (offset < text.Length && Rune.DecodeFromUtf8(text[offset..], out _, out var length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
