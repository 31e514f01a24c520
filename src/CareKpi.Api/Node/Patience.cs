namespace CareKpi.Api.Node;

/// <summary>How long a request waits for a grain before it is answered 503.</summary>
internal static class Patience
{
    /// <summary>Posts, keys and readiness wait for a store: when it hangs, everybody is told within a second, with what the answer itself takes.</summary>
    public static readonly TimeSpan Store = TimeSpan.FromMilliseconds(900);

    public static readonly TimeSpan Read = TimeSpan.FromSeconds(10);

    /// <summary>Digests, changes of settings and deletions walk through a tenant's state.</summary>
    public static readonly TimeSpan Admin = TimeSpan.FromSeconds(60);

    /// <summary>The work itself goes on; only the caller stops waiting (<see cref="TimeoutException"/>).</summary>
    public static Task<T> WithinAsync<T>(this Task<T> work, TimeSpan patience, CancellationToken cancellationToken) => work.WaitAsync(patience, cancellationToken);
}
