using CareKpi.Api.Imports;
using CareKpi.Api.Limits;
using CareKpi.Api.Mail;
using CareKpi.Engine.Stores;

namespace CareKpi.Api;

/// <summary>What the composition root tells the API.</summary>
public sealed class CareKpiApiOptions
{
    /// <summary>What the installation keeps beside its tenants' logs and states: keys, users, sessions, jobs. Not the store of the states, which can be made anew.</summary>
    public required IStateStore NodeStore { get; init; }

    /// <summary>Shared by all who share <see cref="NodeStore"/>.</summary>
    public required INamedLocks Locks { get; init; }

    /// <summary>Where files wait for their import, so that one that a restart interrupted goes on; shared likewise.</summary>
    public required ISpool Spool { get; init; }

    /// <summary>Where backups of this node go, and nowhere else; null: none are made.</summary>
    public string? BackupDirectory { get; init; }

    /// <summary>What files that wait there may take.</summary>
    public SpoolLimits ImportSpool { get; init; } = new();

    /// <summary>Proxies whose <c>X-Forwarded-For</c> is believed, as CIDR.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Issuers, by exact address, that may be on http and on private addresses: for development, tests, and an operator's own network.</summary>
    public IReadOnlyList<string> InsecureIssuers { get; init; } = [];

    /// <summary>Bodies that are held at one time, over all requests; beyond it ingest answers 503. One tenant holds a quarter of it.</summary>
    public long MaxIngestBytesInFlight { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long the whole body of an ingest request may take to arrive; later it is answered 408.</summary>
    public TimeSpan IngestBodyPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The mail server for reports; null: none, and no report is mailed.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>What a tenant may ask of this node until an operator says otherwise.</summary>
    public TenantLimits DefaultLimits { get; init; } = new();
}
