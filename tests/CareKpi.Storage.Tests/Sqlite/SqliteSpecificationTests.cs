using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;
using CareKpi.Storage.Tests.Specification;

namespace CareKpi.Storage.Tests.Sqlite;

public sealed class SqliteLogStoreTests : LogStoreSpecification
{
    private readonly Scratch scratch = new();
    private string file = "";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        scratch.Dispose();
    }

    protected override ValueTask<ILogStore> OpenAsync()
    {
        file = scratch["log.db"];
        return new(SqliteLogStore.Open(file));
    }

    protected override async ValueTask<ILogStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return SqliteLogStore.Open(file);
    }

    protected override async ValueTask<ILogStore> KillAsync()
    {
        file = scratch.CopyOf(file);
        await Store.DisposeAsync();
        return SqliteLogStore.Open(file);
    }

    protected override ValueTask FailAppendsAsync(bool fail)
    {
        Scratch.Run(file, fail ? "CREATE TRIGGER failing AFTER INSERT ON entries BEGIN SELECT RAISE(ABORT, 'injected'); END" : "DROP TRIGGER failing");
        return default;
    }
}

public sealed class SqliteStateStoreTests : StateStoreSpecification
{
    private readonly Scratch scratch = new();
    private string file = "";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        scratch.Dispose();
    }

    protected override ValueTask<IStateStore> OpenAsync()
    {
        file = scratch["state.db"];
        return new(SqliteStateStore.Open(file));
    }

    protected override async ValueTask<IStateStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return SqliteStateStore.Open(file);
    }

    protected override async ValueTask<IStateStore> KillAsync()
    {
        file = scratch.CopyOf(file);
        await Store.DisposeAsync();
        return SqliteStateStore.Open(file);
    }

    protected override ValueTask FailWritesAsync(bool fail)
    {
        Scratch.Run(file, fail ? "CREATE TRIGGER failing AFTER INSERT ON state BEGIN SELECT RAISE(ABORT, 'injected'); END" : "DROP TRIGGER failing");
        return default;
    }
}
