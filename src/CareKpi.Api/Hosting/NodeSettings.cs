using System.Globalization;
using CareKpi.Api.Access;
using CareKpi.Api.Limits;
using CareKpi.Api.Mail;
using CareKpi.Kpis.Benchmarks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace CareKpi.Api.Hosting;

/// <summary>The configuration of docs/contracts/http.md, read and judged before anything is opened: what makes no sense keeps the node from starting.</summary>
public sealed record NodeSettings
{
    /// <summary>How long requests that run may take to end once the node is told to stop.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    /// <summary>How long a node that starts waits for a database that is away.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    /// <summary>Connection string of the PostgreSQL that holds log, state and the installation's rows; null: SQLite in <see cref="DataDirectory"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>On PostgreSQL nothing is kept there.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where backups go, and nowhere else; null: none are made.</summary>
    public string? BackupDirectory { get; init; }

    public required string Urls { get; init; }

    public required string OperatorUrls { get; init; }

    public required OperatorKeys Operators { get; init; }

    public required IndustryTable Benchmarks { get; init; }

    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    public IReadOnlyList<string> InsecureIssuers { get; init; } = [];

    public TenantLimits DefaultLimits { get; init; } = new();

    /// <summary>The mail server for reports; null: none.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Throws <see cref="InvalidOperationException"/>, <see cref="InvalidDataException"/> or an I/O fault with a sentence for the operator.</summary>
    public static NodeSettings Read(IConfiguration configuration) => new()
    {
        Postgres = Text(configuration, "CareKpi:Postgres"),
        DataDirectory = Text(configuration, "CareKpi:DataDirectory") ?? "./data",
        BackupDirectory = Text(configuration, "CareKpi:BackupDirectory"),
        Urls = Text(configuration, WebHostDefaults.ServerUrlsKey) ?? "http://127.0.0.1:8080",
        OperatorUrls = Text(configuration, "CareKpi:OperatorUrls") ?? "http://127.0.0.1:8081",
        Operators = OperatorKeys.Load(Text(configuration, "CareKpi:OperatorKey"), Text(configuration, "CareKpi:OperatorKeys")),
        Benchmarks = Text(configuration, "CareKpi:Benchmarks") is { } file ? IndustryTable.BuiltIn.With(File.ReadAllBytes(file), file) : IndustryTable.BuiltIn,
        TrustedProxies = List(configuration, "CareKpi:TrustedProxies"),
        InsecureIssuers = List(configuration, "CareKpi:InsecureIssuers"),
        DefaultLimits = Limits(configuration),
        Smtp = SmtpOptions.Read(name => Text(configuration, $"CareKpi:Smtp:{name}")),
    };

    /// <summary>What a tenant may ask until an operator says otherwise: <c>CareKpi__Limits__RequestsPerSecond</c> and its like.</summary>
    private static TenantLimits Limits(IConfiguration configuration)
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

    private static string[] List(IConfiguration configuration, string key) => Text(configuration, key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;
}
