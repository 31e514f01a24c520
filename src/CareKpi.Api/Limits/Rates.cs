using System.Globalization;

namespace CareKpi.Api.Limits;

/// <summary>Limits as rates, with the text of the header that tells them.</summary>
internal sealed class Rates(TenantLimits limits, long second)
{
    public TenantLimits Limits { get; } = limits;

    public Rate Requests { get; } = new(limits.RequestsPerSecond, second);

    public Rate PerKey { get; } = new(limits.RequestsPerSecondPerKey, second);

    public Rate Ingest { get; } = new(limits.IngestBytesPerSecond, second);

    public string RequestsPolicy { get; } = Policy(limits.RequestsPerSecond);

    public string PerKeyPolicy { get; } = Policy(limits.RequestsPerSecondPerKey);

    private static string Policy(long quota) => string.Create(CultureInfo.InvariantCulture, $"\"requests\";q={quota};w=1");
}
