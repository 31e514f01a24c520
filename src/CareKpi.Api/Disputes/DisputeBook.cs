using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Events;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Disputes;

namespace CareKpi.Api.Disputes;

/// <summary>
/// Disputes of a tenant, kept among its definitions, and the rulings that they write. A decision is three entries of the tenant's log, each durable before the next:
/// <list type="number">
/// <item>The dispute with the decision as <see cref="Dispute.Pending"/>. From here on it is not lost: it names the event to come, its id and time.</item>
/// <item>The event, from which the facts follow. Its id makes it count once, however often it is sent.</item>
/// <item>The dispute with the decision as the one that holds.</item>
/// </list>
/// Event first would leave, after a crash, an answer that is excluded by a dispute which nobody has decided. So whoever looks at a tenant's disputes first finishes what is pending (2 and 3 again), and nobody is answered before.
/// </summary>
internal sealed class DisputeBook(NodeState state, IGrains grains, EventIntake intake, AuditLog audit, TimeProvider clock)
{
    /// <summary>Of one person in 24 hours, withdrawn ones too.</summary>
    internal const int MaxRaises = 50;

    private const int MaxTries = 5;
    private static readonly TimeSpan RaisesWithin = TimeSpan.FromDays(1);

    /// <summary>In the order in which they were raised, each with the number of the entry that made it; none is pending.</summary>
    public async Task<IReadOnlyList<(long Made, Dispute Dispute)>> AllAsync(string tenant, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(tenant, cancellationToken);
        // Once it was begun, a caller who hangs up does not cut it off.
        return all.Exists(static known => known.Dispute.Pending is not null) ? await InTurnAsync(tenant, () => FinishedAsync(tenant, CancellationToken.None)) : all;
    }

    /// <summary>null: there is no such dispute. It is not pending.</summary>
    public async Task<Dispute?> FindAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(tenant, id, cancellationToken);
        return known?.Pending is null ? known : await InTurnAsync(tenant, () => FinishedAsync(tenant, id, CancellationToken.None));
    }

    public Task<Dispute> RaiseAsync(string tenant, Dispute dispute, CancellationToken cancellationToken) => InTurnAsync(tenant, async () =>
    {
        var all = await FinishedAsync(tenant, cancellationToken);
        CheckRaises(dispute, all);
        if (all.Count >= DefinitionRules.MaxOf(DefinitionCollection.Disputes) && MakingRoom(all.Select(static known => known.Dispute)) is { } goes)
        {
            await grains.Intake(tenant).DefineAsync(new DefinitionChange(DefinitionCollection.Disputes, goes.Id, null)).WithinAsync(Patience.Read, cancellationToken);
        }

        await PutAsync(tenant, dispute, cancellationToken);
        return dispute;
    });

    /// <summary>The one that goes for a new one: the oldest withdrawn one, so that nobody pushes out decisions by raising and withdrawing; then the oldest that was decided. null: all are open.</summary>
    internal static Dispute? MakingRoom(IEnumerable<Dispute> all) => all.Where(static dispute => dispute.IsOver).MinBy(static dispute => dispute.State == DisputeState.Withdrawn ? 0 : 1);

    private static void CheckRaises(Dispute dispute, List<(long Made, Dispute Dispute)> all)
    {
        var since = dispute.RaisedAt - (RaisesWithin.Ticks / TimeSpan.TicksPerMicrosecond);
        var recent = all.FindAll(known => known.Dispute.RaisedBy is { Kind: DisputeParty.Person } by && (by.Kind, by.Id) == (dispute.RaisedBy.Kind, dispute.RaisedBy.Id) && known.Dispute.RaisedAt > since);
        if (recent.Count >= MaxRaises)
        {
            throw new ProblemException(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, $"A person raises {MaxRaises} disputes in 24 hours at most, withdrawn ones included.") { RetryAfter = TimeSpan.FromMicroseconds(recent[0].Dispute.RaisedAt - since) };
        }
    }

    /// <summary>What <paramref name="change"/> makes of it; it may refuse. null: there is no such dispute.</summary>
    public Task<Dispute?> ChangeAsync(string tenant, string id, Func<Dispute, Dispute> change, CancellationToken cancellationToken) => InTurnAsync(tenant, async () =>
    {
        if (await FinishedAsync(tenant, id, cancellationToken) is not { } known)
        {
            return null;
        }

        var next = change(known);
        await PutAsync(tenant, next, cancellationToken);
        return next;
    });

    /// <summary>A decision, or another one: the last holds. <paramref name="check"/> sees the dispute and the answer as it is now, and may refuse. null: there is no such dispute.</summary>
    public Task<Dispute?> DecideAsync(string tenant, string id, Action<Dispute, SurveyLook?> check, bool exclude, string reason, DisputeParty by, CancellationToken cancellationToken) => InTurnAsync(tenant, async () =>
    {
        for (var tries = 1; ; tries++)
        {
            // Whether others about the same answer are in the way the writer knows: they are looked at when it says so.
            var others = tries == 1 ? [] : await FinishedAsync(tenant, cancellationToken);
            if (await FinishedAsync(tenant, id, cancellationToken) is not { } known)
            {
                return null;
            }

            var look = (await grains.Intake(tenant).SurveysAsync([known.Survey]).WithinAsync(Patience.Read, cancellationToken))[0];
            check(known, look);
            var now = Instants.Microseconds(clock.GetUtcNow());
            var pending = known.Decided(new Ruling($"ruling-{RandomId.New()}", After(now, look, others.Select(static other => other.Dispute).Where(other => other.Survey == known.Survey).Append(known)), exclude, reason, by, now));
            try
            {
                await PutAsync(tenant, pending, cancellationToken);
            }
            catch (DefinitionException busy) when (busy.Field == DisputeRules.Step && tries < MaxTries)
            {
                // Another node was faster, or another dispute about the same answer.
                continue;
            }

            return await FinishAsync(tenant, pending, cancellationToken);
        }
    });

    /// <summary>Rulings count by the time of their events: this one comes after all that there are, also where a clock went back or has not moved.</summary>
    private static long After(long now, SurveyLook? look, IEnumerable<Dispute> same) =>
        same.Select(static other => other.Ruled?.Time).Append(look?.RuledAt).OfType<long>().Select(static time => time + 1).Append(now).Max();

    private async Task<List<(long Made, Dispute Dispute)>> ReadAsync(string tenant, CancellationToken cancellationToken) =>
        (await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.Disputes, cancellationToken)).ConvertAll(static definition => (definition.Made, Dispute.Of(definition)));

    private async Task<Dispute?> ReadAsync(string tenant, string id, CancellationToken cancellationToken) =>
        await DefinitionLists.FindOrNullAsync(grains, tenant, DefinitionCollection.Disputes, id, cancellationToken) is { } definition ? Dispute.Of(definition) : null;

    private async Task<Dispute?> FinishedAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(tenant, id, cancellationToken);
        return known?.Pending is null ? known : await FinishLeftAsync(tenant, known, cancellationToken);
    }

    /// <summary>Finishes what a crash, or a store that did not answer, has left.</summary>
    private async Task<List<(long Made, Dispute Dispute)>> FinishedAsync(string tenant, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(tenant, cancellationToken);
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Dispute is { Pending: not null } left)
            {
                all[i] = (all[i].Made, await FinishLeftAsync(tenant, left, cancellationToken));
            }
        }

        return all;
    }

    /// <summary>Whoever decided was not answered, and may have no entry. It is written after the rest: as long as nobody can finish it, nothing happened.</summary>
    private async Task<Dispute> FinishLeftAsync(string tenant, Dispute left, CancellationToken cancellationToken)
    {
        var ruling = left.Pending!;
        var finished = await FinishAsync(tenant, left, cancellationToken);
        var detail = new System.Text.Json.Nodes.JsonObject { ["survey"] = left.Survey, ["exclude"] = ruling.Exclude, ["reason"] = ruling.Reason, ["by"] = ruling.By.Name, ["decidedAt"] = Instants.Text(ruling.At) };
        await audit.WriteAsync([tenant], new(clock.GetUtcNow(), "dispute.finished", AuditActor.System, left.Id, detail, null), CancellationToken.None);
        return finished;
    }

    private async Task<Dispute> FinishAsync(string tenant, Dispute pending, CancellationToken cancellationToken)
    {
        await intake.WriteRulingAsync(tenant, pending.Survey, pending.Pending!, cancellationToken);
        var finished = pending.Finished();
        try
        {
            await PutAsync(tenant, finished, cancellationToken);
        }
        catch (DefinitionException done) when (done.Field == DisputeRules.Step)
        {
            // Another node has finished it.
        }

        return finished;
    }

    private Task PutAsync(string tenant, Dispute dispute, CancellationToken cancellationToken) =>
        grains.Intake(tenant).DefineAsync(new DefinitionChange(DefinitionCollection.Disputes, dispute.Id, dispute.ToDocument())).WithinAsync(Patience.Read, cancellationToken);

    /// <summary>One after the other, so that nobody finishes what somebody else is about to; where a lock was lost the writer's rules decide.</summary>
    private Task<T> InTurnAsync<T>(string tenant, Func<Task<T>> work) => state.AloneAsync($"disputes/{tenant}", _ => work(), CancellationToken.None);
}
