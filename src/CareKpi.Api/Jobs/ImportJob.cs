namespace CareKpi.Api.Jobs;

/// <summary>A line of a file that was not taken. Lines count from 1, the heading included.</summary>
public sealed record RowError(int Line, string Code, string? Field, string Message);

/// <summary>A file that is being imported, as it is kept between restarts.</summary>
internal sealed record ImportJob(string Id, string Tenant, string Mapping, DateTimeOffset StartedAt)
{
    public const string Prefix = "import-";
    public const int MaxErrors = 1000;

    public required string State { get; init; }

    /// <summary>Bytes of the file that are read, and all of them.</summary>
    public long Done { get; init; }

    public long Total { get; init; }

    public long Rows { get; init; }

    public long Accepted { get; init; }

    public long Duplicates { get; init; }

    public long Rejected { get; init; }

    /// <summary>The first <see cref="MaxErrors"/> of them.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    public double EventsPerSecond { get; init; }

    public string? Error { get; init; }
}

internal static class JobStates
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
}
