using CareKpi.Api.Node;
using CareKpi.Cli.Moving;
using CareKpi.Engine.Moving;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Api.Tests;

/// <summary>A move of everything that is given up leaves the target as it was: the next one begins anew.</summary>
public sealed class MigrateTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("carekpi-migrate-").FullName;

    private string From => Path.Combine(root, "from");

    private string To => Path.Combine(root, "to");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task What_was_copied_and_not_opened_is_discarded_with_its_keys()
    {
        await MakeAsync(opened: false);
        Assert.Equal(0, await RunAsync("--discard", "--all", "--to", To));
        await using (var target = DataDirectory.Open(To))
        {
            Assert.Empty(await target.Log.TenantsAsync(null, 10, CancellationToken.None));
            Assert.Equal(0, await target.Node.EpochAsync(NodeState.Tenant, CancellationToken.None));
        }

        Assert.Equal(0, await RunAsync("--all", "--from", From, "--to", To));
        await using var moved = DataDirectory.Open(To);
        Assert.NotNull(await KeyAsync(moved));
        Assert.Single(await moved.Log.TenantsAsync(null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Keys_of_a_tenant_that_is_there_stay()
    {
        await MakeAsync(opened: true);
        Assert.Equal(0, await RunAsync("--discard", "--all", "--to", To));
        await using var target = DataDirectory.Open(To);
        Assert.NotNull(await KeyAsync(target));
        Assert.Single(await target.Log.TenantsAsync(null, 10, CancellationToken.None));
    }

    /// <summary>A source, and a move of it that was cut short before the tenants were opened, or was not.</summary>
    private async Task MakeAsync(bool opened)
    {
        await using var source = DataDirectory.Open(From);
        await using var target = DataDirectory.Open(To);
        await source.Log.ClaimAsync("demo", 0, CancellationToken.None);
        await source.Log.AppendAsync([new LogAppend("demo", 1, 1, [new byte[] { 1 }])], CancellationToken.None);
        await source.Node.WriteAsync(NodeState.Tenant, 1, [new StateWrite("key/1"u8.ToArray(), "{}"u8.ToArray())], CancellationToken.None);
        var move = new TenantMove(new(source.Log, source.State, source.Node, IsShared: false), new(target.Log, target.State, target.Node, IsShared: false));
        await move.CopyAsync("demo", CancellationToken.None);
        await NodeMove.CopyAllAsync(source.Node, target.Node, isBegun: false, CancellationToken.None);
        if (opened)
        {
            await move.OpenAsync("demo", CancellationToken.None);
        }
    }

    private static async Task<byte[]?> KeyAsync(DataDirectory of) => (await of.Node.ReadAsync(NodeState.Tenant, new StateQuery(["key/1"u8.ToArray()], []), CancellationToken.None)).Values[0];

    private static Task<int> RunAsync(params string[] arguments) => MigrateCommand.Create().Parse(arguments).InvokeAsync();
}
