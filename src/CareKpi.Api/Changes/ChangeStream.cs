using System.Globalization;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Changes;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Changes;

/// <summary><see cref="Scope"/> as it was asked for: <c>team:billing</c>. <see cref="Position"/>: what a read may wait for.</summary>
public sealed record ChangedBody(string Scope, string Position);

/// <summary>One stream of server-sent events. Each scope is told at most once a second, the first change after a quiet second at once. Nothing is queued: a reader that is slow is told of the newest
/// position when it reads again.</summary>
internal sealed class ChangeStream
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly HttpContext context;
    private readonly IIntakeGrain intake;
    private readonly string tenant;
    private readonly TimeProvider clock;
    private readonly List<Watched> scopes;
    private long wroteAt;

    public ChangeStream(HttpContext context, IIntakeGrain intake, string tenant, IReadOnlyList<ScopeRef> scopes, TimeProvider clock)
    {
        (this.context, this.intake, this.tenant, this.clock) = (context, intake, tenant, clock);
        this.scopes = [.. scopes.Select(static scope => new Watched(scope))];
    }

    private sealed class Watched(ScopeRef scope)
    {
        public ScopeRef Scope => scope;

        public long? Since { get; set; }

        /// <summary>When it was told last; null: not yet.</summary>
        public long? ToldAt { get; set; }

        public string Word => scope.Level == Level.Tenant ? "tenant" : $"{Words.Of(scope.Level)}:{scope.Key}";
    }

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Before the stream begins, so that what cannot be watched is answered as a problem.
        await AskAsync(scopes, TimeSpan.Zero, cancellationToken);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync(": watching\n\n", cancellationToken);
        while (true)
        {
            // Each is looked at once: time goes on meanwhile.
            var waits = scopes.ConvertAll(scope => (Scope: scope, Wait: WaitOf(scope)));
            var ready = waits.Where(static scope => scope.Wait <= TimeSpan.Zero).Select(static scope => scope.Scope).ToList();
            var quiet = waits.Where(static scope => scope.Wait > TimeSpan.Zero).Select(static scope => scope.Wait).DefaultIfEmpty(LongestWait).Min();
            var wait = Least(quiet, Heartbeat - clock.GetElapsedTime(wroteAt));
            if (ready.Count == 0)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }
            else if (wait > TimeSpan.Zero)
            {
                await TellAsync(await AskAsync(ready, wait, cancellationToken), ready, cancellationToken);
            }

            if (clock.GetElapsedTime(wroteAt) >= Heartbeat)
            {
                await WriteAsync(":\n\n", cancellationToken);
            }
        }
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left > TimeSpan.Zero ? left : TimeSpan.Zero : right > TimeSpan.Zero ? right : TimeSpan.Zero;

    private TimeSpan WaitOf(Watched scope) => scope.ToldAt is { } at ? Quiet - clock.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>A writer that cannot answer now is asked again: what it missed it names then.</summary>
    private async Task<ChangeSet?> AskAsync(List<Watched> some, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            var told = await intake.ChangesAsync(new ChangesRequest([.. some.Select(static scope => new WatchedScope(scope.Scope, scope.Since))], wait)).WaitAsync(cancellationToken);
            foreach (var scope in some)
            {
                scope.Since = told.Position;
            }

            return told;
        }
        catch (UnavailableException busy) when (context.Response.HasStarted)
        {
            await Task.Delay(busy.RetryAfter, clock, cancellationToken);
            return null;
        }
    }

    private async Task TellAsync(ChangeSet? told, List<Watched> asked, CancellationToken cancellationToken)
    {
        if (told is null || told.Changed.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var scope in asked.Where(scope => told.Changed.Contains(scope.Scope)))
        {
            scope.ToldAt = clock.GetTimestamp();
            var body = JsonSerializer.Serialize(new ChangedBody(scope.Word, Positions.Of(tenant, told.Position)), ApiJson.Default.ChangedBody);
            text.Append(CultureInfo.InvariantCulture, $"event: changed\ndata: {body}\n\n");
        }

        await WriteAsync(text.ToString(), cancellationToken);
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
        wroteAt = clock.GetTimestamp();
    }
}
