using System.Globalization;
using System.Text;

namespace CareKpi.Api.Changes;

/// <summary>Events of one response. Several may write, one after the other: each waits until the reader has room for what was written before, so that nothing is queued here.</summary>
internal sealed class ServerSentEvents(HttpResponse response, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private long wroteAt;

    /// <summary>From here on there is no other answer.</summary>
    public bool HasBegun => response.HasStarted;

    /// <summary>How long nothing was written.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Interlocked.Read(ref wroteAt));

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync(": watching\n\n", cancellationToken);
    }

    public Task CommentAsync(CancellationToken cancellationToken) => WriteAsync(":\n\n", cancellationToken);

    /// <summary>Nothing is written where there are none.</summary>
    public async Task WriteAsync(string name, IReadOnlyList<string> data, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var one in data)
        {
            text.Append(CultureInfo.InvariantCulture, $"event: {name}\ndata: {one}\n\n");
        }

        if (text.Length > 0)
        {
            await WriteAsync(text.ToString(), cancellationToken);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await response.WriteAsync(text, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            Interlocked.Exchange(ref wroteAt, clock.GetTimestamp());
        }
        finally
        {
            turn.Release();
        }
    }
}
