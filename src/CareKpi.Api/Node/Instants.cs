using System.Globalization;

namespace CareKpi.Api.Node;

/// <summary>The engine counts microseconds since 1970; people and JSON write RFC 3339.</summary>
internal static class Instants
{
    /// <summary>In UTC, so that JSON has it with a Z.</summary>
    public static DateTime At(long microseconds) => DateTime.UnixEpoch.AddMicroseconds(microseconds);

    public static DateTime? At(long? microseconds) => microseconds is { } value ? At(value) : null;

    public static string Text(long microseconds) => At(microseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>An instant with offset. A date alone, or a time without offset, is none.</summary>
    public static bool TryParse(string text, out long microseconds)
    {
        var zoned = text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (zoned && text.Contains(':', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            microseconds = Microseconds(at);
            return true;
        }

        microseconds = 0;
        return false;
    }
}
