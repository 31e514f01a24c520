using CareKpi.Engine.Stores;

namespace CareKpi.Api.Node;

/// <summary>The installation's rows as earlier versions kept them: in the store of the states.</summary>
public static class NodeRows
{
    /// <summary>Moves them into the store that they have now. Does nothing where there are none; may be interrupted and begun again.</summary>
    public static async Task AdoptAsync(IStateStore states, IStateStore node)
    {
        if (await states.EpochAsync(NodeState.Tenant, CancellationToken.None) == 0)
        {
            return;
        }

        if (await node.EpochAsync(NodeState.Tenant, CancellationToken.None) == 0)
        {
            var old = await states.ReadAsync(NodeState.Tenant, new StateQuery([], [new StateRange([], [])]), CancellationToken.None);
            StateWrite[] rows = [.. old.Ranges[0].Select(static row => new StateWrite(row.Key, row.Value))];
            await node.WriteAsync(NodeState.Tenant, 1, rows, CancellationToken.None);
        }

        await states.DeleteAsync(NodeState.Tenant, CancellationToken.None);
    }
}
