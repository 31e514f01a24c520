using System.Globalization;
using CareKpi.Api.Limits;
using CareKpi.Api.Mail;

namespace CareKpi.Server;

/// <summary>The configuration of docs/contracts/http.md.</summary>
internal sealed record ServerSettings(string DataDirectory, string Urls, string OperatorUrls, string? OperatorKey, string? OperatorKeysFile, IReadOnlyList<string> TrustedProxies, string? Benchmarks, IReadOnlyList<string> InsecureIssuers)
{
    /// <summary>How long requests that run may take to end once the server is told to stop.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    public static ServerSettings Read(IConfiguration configuration)
    {
        if (Text(configuration, "CareKpi:Postgres") is not null)
        {
            throw new InvalidOperationException("CareKpi__Postgres is set, but this server keeps its data in SQLite (CareKpi__DataDirectory) only");
        }

        return new(
            Text(configuration, "CareKpi:DataDirectory") ?? "./data",
            Text(configuration, WebHostDefaults.ServerUrlsKey) ?? "http://127.0.0.1:8080",
            Text(configuration, "CareKpi:OperatorUrls") ?? "http://127.0.0.1:8081",
            Text(configuration, "CareKpi:OperatorKey"),
            Text(configuration, "CareKpi:OperatorKeys"),
            List(configuration, "CareKpi:TrustedProxies"),
            Text(configuration, "CareKpi:Benchmarks"),
            List(configuration, "CareKpi:InsecureIssuers"));
    }

    /// <summary>What a tenant may ask until an operator says otherwise: <c>CareKpi__Limits__RequestsPerSecond</c> and its like.</summary>
    public static TenantLimits Limits(IConfiguration configuration)
    {
        var built = new TenantLimits();
        return new()
        {
            RequestsPerSecond = Number("RequestsPerSecond") ?? built.RequestsPerSecond,
            RequestsPerSecondPerKey = Number("RequestsPerSecondPerKey") ?? built.RequestsPerSecondPerKey,
            IngestBytesPerSecond = Number("IngestBytesPerSecond") ?? built.IngestBytesPerSecond,
            IngestBytesPerDay = Number("IngestBytesPerDay"),
            Subscriptions = (int)Math.Min(Number("Subscriptions") ?? built.Subscriptions, int.MaxValue),
        };

        long? Number(string name) => Text(configuration, $"CareKpi:Limits:{name}") is not { } text ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000_000_000 ? number
            : throw new InvalidOperationException($"CareKpi__Limits__{name} is '{text}': a limit is 1 to 1000000000000");
    }

    /// <summary>The mail server for reports: <c>CareKpi__Smtp__Host</c> and its like; null: none.</summary>
    public static SmtpOptions? Smtp(IConfiguration configuration) => SmtpOptions.Read(name => Text(configuration, $"CareKpi:Smtp:{name}"));

    private static string[] List(IConfiguration configuration, string key) => Text(configuration, key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;
}
