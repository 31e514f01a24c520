using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Imports;

/// <summary>A file that is being written, waits or is imported. <see cref="Bytes"/>: what it takes, or may take until it asks again.</summary>
internal sealed record OpenImport(string Id, string Tenant, DateTimeOffset At, long Bytes);

/// <summary>Of files that wait for their import, or run, over all nodes.</summary>
public sealed record SpoolLimits(int FilesOfTenant = 10, int Files = 1000, long BytesOfTenant = 2L << 30, long Bytes = 8L << 30);

/// <summary>Files that wait for their import, a row each: written before the first byte of the file and removed before the last one, so that a file without a row is nobody's. What they take is bounded, of one tenant and of
/// all, and asked for before it is written.</summary>
internal sealed class OpenImports(NodeState state, SpoolLimits limits)
{
    private const string Rows = "import-open/";

    /// <summary>Bytes that are asked for at once.</summary>
    private const long Step = 16 << 20;

    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<OpenImport>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Rows, cancellationToken)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.OpenImport)!)];

    /// <summary>Room for a new file.</summary>
    public Task EnterAsync(OpenImport import, CancellationToken cancellationToken) => AloneAsync(async stop =>
    {
        var all = await AllAsync(stop);
        if (all.Count(other => IsOf(import.Tenant, other)) >= limits.FilesOfTenant)
        {
            throw Full(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, $"{limits.FilesOfTenant} imports of the tenant run or wait already. Send the file again when one has ended.");
        }

        if (all.Count >= limits.Files)
        {
            throw Full(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "Too many imports wait. Send the file again later.");
        }

        _ = Free(all, import, import.Bytes);
        await state.WriteAsync([Row(import)], stop);
        return import;
    }, cancellationToken);

    /// <summary>Room for more of a file: so many bytes in all, or some more.</summary>
    public Task<OpenImport> GrowAsync(OpenImport import, long bytes, CancellationToken cancellationToken) => AloneAsync(async stop =>
    {
        var free = Free([.. (await AllAsync(stop)).Where(other => other.Id != import.Id)], import, bytes);
        var grown = import with { Bytes = bytes + Math.Min(Step, free) };
        await state.WriteAsync([Row(grown)], stop);
        return grown;
    }, cancellationToken);

    public static (string Key, byte[]? Value) Row(OpenImport import) => (Rows + import.Id, JsonSerializer.SerializeToUtf8Bytes(import, NodeJson.Default.OpenImport));

    public static (string Key, byte[]? Value) Gone(string id) => (Rows + id, null);

    /// <summary>Tenants in turn, after the one that was served last; of each the oldest first.</summary>
    public static IEnumerable<OpenImport> InTurn(IEnumerable<OpenImport> all, string last) =>
        all.OrderBy(import => string.CompareOrdinal(import.Tenant, last) <= 0).ThenBy(static import => import.Tenant, StringComparer.Ordinal).ThenBy(static import => import.At);

    /// <summary>What is free beyond what is asked for; throws where that is too much.</summary>
    private long Free(IReadOnlyList<OpenImport> others, OpenImport import, long bytes)
    {
        var own = limits.BytesOfTenant - bytes - others.Where(other => IsOf(import.Tenant, other)).Sum(static other => other.Bytes);
        var all = limits.Bytes - bytes - others.Sum(static other => other.Bytes);
        return own < 0
            ? throw Full(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, $"Files of the tenant that wait for their import hold at most {limits.BytesOfTenant >> 20} MiB. Send the file again when others have ended.")
            : all < 0 ? throw Full(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "Files that wait for their import take all the room that there is for them. Send the file again later.")
            : Math.Min(own, all);
    }

    private Task<T> AloneAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) => state.AloneAsync("import-room/", work, cancellationToken);

    private static bool IsOf(string tenant, OpenImport import) => string.Equals(import.Tenant, tenant, StringComparison.Ordinal);

    private static ProblemException Full(int status, string code, string detail) => new(status, code, detail) { RetryAfter = Retry };
}
