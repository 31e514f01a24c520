using CareKpi.Engine.Grains;

namespace CareKpi.Api.Jobs;

/// <summary>Progress of an import, a rebuild, an erasure. <see cref="State"/>: <c>running</c>, <c>done</c>, <c>failed</c>. <see cref="Done"/> of <see cref="Total"/> is in units of the kind: bytes of a file, entries of a log.</summary>
public sealed record JobBody(string Id, string Kind, string State, long Done, long Total, double EventsPerSecond, string? Error)
{
    /// <summary>What became of the rows; imports only.</summary>
    public ImportCounts? Import { get; init; }

    internal static JobBody Of(JobInfo job) => new(job.Id, job.Kind, Word(job.State), job.Done, job.Total, job.EventsPerSecond, job.Error);

    internal static JobBody Of(ImportJob job) => new(job.Id, "import", job.State, job.Done, job.Total, job.EventsPerSecond, job.Error)
    {
        Import = new(job.Rows, job.Accepted, job.Duplicates, job.Rejected, job.Errors),
    };

    private static string Word(JobState state) => state switch { JobState.Running => JobStates.Running, JobState.Done => JobStates.Done, _ => JobStates.Failed };
}

public sealed record JobPage(IReadOnlyList<JobBody> Items, bool HasNextPage, string? Cursor);

/// <summary>Rows read; events accepted, known already, and rejected; the first 1,000 errors.</summary>
public sealed record ImportCounts(long Rows, long Accepted, long Duplicates, long Rejected, IReadOnlyList<RowError> Errors);
