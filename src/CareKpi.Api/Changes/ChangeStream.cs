using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Changes;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Changes;

/// <summary><see cref="Scope"/> as it was asked for: <c>team:billing</c>. <see cref="Position"/>: what a read may wait for.</summary>
public sealed record ChangedBody(string Scope, string Position);

/// <summary>One stream of server-sent events. Each scope is told at most once a second, the first change after a quiet second at once. Nothing is queued: a reader that is slow is told of the newest
/// position when it reads again. What the caller may not see is not told, as if it did not exist; what that is may change meanwhile.</summary>
internal sealed class ChangeStream
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly ServerSentEvents events;
    private readonly IIntakeGrain intake;
    private readonly string tenant;
    private readonly Func<CancellationToken, ValueTask<Sight>> look;
    private readonly TimeProvider clock;
    private readonly List<Watched> scopes;

    public ChangeStream(ServerSentEvents events, IIntakeGrain intake, string tenant, IReadOnlyList<ScopeRef> scopes, Func<CancellationToken, ValueTask<Sight>> look, TimeProvider clock)
    {
        (this.events, this.intake, this.tenant, this.look, this.clock) = (events, intake, tenant, look, clock);
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

    /// <summary>Before the stream begins, so that what cannot be watched is answered as a problem.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => AskAsync(scopes, TimeSpan.Zero, cancellationToken);

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Each is looked at once: time goes on meanwhile.
            var waits = scopes.ConvertAll(scope => (Scope: scope, Wait: WaitOf(scope)));
            var ready = waits.Where(static scope => scope.Wait <= TimeSpan.Zero).Select(static scope => scope.Scope).ToList();
            var quiet = waits.Where(static scope => scope.Wait > TimeSpan.Zero).Select(static scope => scope.Wait).DefaultIfEmpty(LongestWait).Min();
            var wait = Least(quiet, Heartbeat - events.Silence);
            if (ready.Count == 0)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }
            else if (wait > TimeSpan.Zero)
            {
                await events.WriteAsync("changed", await AskAsync(ready, wait, cancellationToken), cancellationToken);
            }

            if (events.Silence >= Heartbeat)
            {
                await events.CommentAsync(cancellationToken);
            }
        }
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left > TimeSpan.Zero ? left : TimeSpan.Zero : right > TimeSpan.Zero ? right : TimeSpan.Zero;

    private TimeSpan WaitOf(Watched scope) => scope.ToldAt is { } at ? Quiet - clock.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>What is to be told. A writer that cannot answer now is asked again: what it missed it names then.</summary>
    private async Task<IReadOnlyList<string>> AskAsync(List<Watched> some, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            var told = await intake.ChangesAsync(new ChangesRequest([.. some.Select(static scope => new WatchedScope(scope.Scope, scope.Since))], wait)).WaitAsync(cancellationToken);
            var sight = told.Changed.Count > 0 ? await look(cancellationToken) : null;
            some.ForEach(scope => scope.Since = told.Position);
            return sight is null ? [] : [.. some.Where(scope => told.Changed.Contains(scope.Scope) && IsTold(scope, sight)).Select(scope => Body(scope, told.Position))];
        }
        catch (Exception busy) when (busy is UnavailableException or TimeoutException && events.HasBegun)
        {
            await Task.Delay((busy as UnavailableException)?.RetryAfter ?? Quiet, clock, cancellationToken);
            return [];
        }
    }

    /// <summary>What is not seen is not asked for more often than what is.</summary>
    private bool IsTold(Watched scope, Sight sight)
    {
        scope.ToldAt = clock.GetTimestamp();
        return sight.Sees(scope.Scope);
    }

    private string Body(Watched scope, long position) => JsonSerializer.Serialize(new ChangedBody(scope.Word, Positions.Of(tenant, position)), ApiJson.Default.ChangedBody);
}
