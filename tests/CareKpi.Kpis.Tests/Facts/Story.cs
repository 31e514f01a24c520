using System.Globalization;
using System.Text;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>What the builders of these tests share: names, and instants written as a clock time with days before it, <c>"2d 09:30:05"</c>.</summary>
internal sealed class Story
{
    /// <summary>Midnight in UTC of day 0.</summary>
    public const long Beginning = 1_772_409_600_000_000;

    public const long Day = 86_400_000_000;

    public const long Second = 1_000_000;

    public NameTable Names { get; } = new();

    public int Name(string? name) => name is null ? 0 : Names.Intern(name);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static long At(string when)
    {
        var space = when.IndexOf(' ', StringComparison.Ordinal);
        var days = space < 0 ? 0 : long.Parse(when.AsSpan(0, space - 1), CultureInfo.InvariantCulture);
        return Beginning + (days * Day) + (TimeSpan.Parse(when[(space + 1)..], CultureInfo.InvariantCulture).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    public static string Text(long instant)
    {
        var days = (int)Math.Floor((instant - Beginning) / (double)Day);
        var time = TimeSpan.FromTicks((instant - Beginning - (days * Day)) * TimeSpan.TicksPerMicrosecond);
        var clock = time.ToString(time.Ticks % TimeSpan.TicksPerSecond != 0 ? @"hh\:mm\:ss\.ffffff" : time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return days == 0 ? clock : string.Create(CultureInfo.InvariantCulture, $"{days}d {clock}");
    }

    /// <summary>"ann", "ann/blue", "/blue" or "nobody".</summary>
    public string Text(Credit credit) => credit.IsNobody ? "nobody"
        : credit.Team == 0 ? Names.Text(credit.Agent) : $"{(credit.Agent == 0 ? "" : Names.Text(credit.Agent))}/{Names.Text(credit.Team)}";
}
