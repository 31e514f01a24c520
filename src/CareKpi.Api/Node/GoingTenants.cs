using CareKpi.Api.Problems;

namespace CareKpi.Api.Node;

/// <summary>Tenants whose removal has begun and not ended. The mark is durable and of all nodes: a removal that was cut short stays begun until it is called again.</summary>
internal sealed class GoingTenants(NodeState state, TimeProvider clock)
{
    /// <summary>After it no node believes a credential that it saw before the mark.</summary>
    internal static readonly TimeSpan Settles = TimeSpan.FromSeconds(2);

    private static readonly object Going = new();
    private static readonly object Here = new();
    private readonly Belief<string, object> belief = new(clock);

    /// <summary>As it was known a second ago at most.</summary>
    public async ValueTask<bool> SoonAsync(string tenant, CancellationToken cancellationToken)
    {
        var asked = belief.GetAsync(tenant, LoadAsync, cancellationToken);
        return ReferenceEquals(asked.IsCompletedSuccessfully ? asked.Result : await asked.AsTask().WithinAsync(Patience.Store, cancellationToken), Going);
    }

    /// <summary>One removal of a tenant at a time: between its mark and its end <paramref name="remove"/> runs, when no credential of the tenant is good any more. Cut short, the mark stays.</summary>
    public Task RemoveAsync(string tenant, Func<Task> exists, Func<Task> forget, Func<Task> remove, CancellationToken cancellationToken) => state.AloneAsync(Row(tenant), async stop =>
    {
        if (!await IsAsync(state, tenant, stop))
        {
            await exists();
        }

        await state.WriteAsync([(Row(tenant), [])], stop);
        belief.Drop(tenant);
        var since = clock.GetTimestamp();
        await forget();
        if (Settles - clock.GetElapsedTime(since) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, clock, stop);
        }

        await remove();
        await forget();
        await state.WriteAsync([(Row(tenant), null)], stop);
        belief.Drop(tenant);
    }, cancellationToken);

    /// <summary>Before anything is made for a tenant that would outlive its removal.</summary>
    public static async Task RefuseAsync(NodeState state, string tenant, CancellationToken cancellationToken)
    {
        if (await IsAsync(state, tenant, cancellationToken))
        {
            throw new ProblemException(StatusCodes.Status409Conflict, ProblemCodes.BadInput,
                $"The tenant '{tenant}' is being removed. When that was cut short, an operator calls DELETE /v1/admin/tenants/{tenant}?confirm={tenant} again; after its 204 the tenant may be made anew.");
        }
    }

    private static async ValueTask<bool> IsAsync(NodeState state, string tenant, CancellationToken cancellationToken) => await state.GetAsync(Row(tenant), cancellationToken) is not null;

    private async ValueTask<object?> LoadAsync(string tenant, CancellationToken cancellationToken) => await IsAsync(state, tenant, cancellationToken) ? Going : Here;

    private static string Row(string tenant) => $"tenant-going/{tenant}";
}
