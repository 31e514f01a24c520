using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Storage.Tests.Specification;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

[NeedsPostgres]
public sealed class PostgresLogStoreTests(Database database) : LogStoreSpecification, IClassFixture<Database>
{
    private PostgresDatabase opened = null!;

    public override async Task DisposeAsync()
    {
        await FailAppendsAsync(false);
        await opened.DisposeAsync();
    }

    protected override async ValueTask<ILogStore> OpenAsync() => (opened = await database.OpenEmptyAsync()).Log;

    protected override async ValueTask<ILogStore> RestartAsync()
    {
        await opened.DisposeAsync();
        return (opened = await database.OpenAsync()).Log;
    }

    protected override async ValueTask<ILogStore> KillAsync()
    {
        await database.EndConnectionsAsync();
        return await RestartAsync();
    }

    protected override async ValueTask FailAppendsAsync(bool fail) => await database.RunAsync(fail ? Failing.On("carekpi.log_entries") : Failing.Off("carekpi.log_entries"));
}

[NeedsPostgres]
public sealed class PostgresStateStoreTests(Database database) : PostgresRowsTests(database, "state"), IClassFixture<Database>
{
    private protected override PostgresStateStore Of(PostgresDatabase opened) => opened.State;
}

[NeedsPostgres]
public sealed class PostgresNodeStoreTests(Database database) : PostgresRowsTests(database, "node"), IClassFixture<Database>
{
    private protected override PostgresStateStore Of(PostgresDatabase opened) => opened.Node;
}

public abstract class PostgresRowsTests(Database database, string kind) : StateStoreSpecification
{
    private PostgresDatabase opened = null!;

    public override async Task DisposeAsync()
    {
        await FailWritesAsync(false);
        await opened.DisposeAsync();
    }

    private protected abstract PostgresStateStore Of(PostgresDatabase opened);

    protected override async ValueTask<IStateStore> OpenAsync() => Of(opened = await database.OpenEmptyAsync());

    protected override async ValueTask<IStateStore> RestartAsync()
    {
        await opened.DisposeAsync();
        return Of(opened = await database.OpenAsync());
    }

    protected override async ValueTask<IStateStore> KillAsync()
    {
        await database.EndConnectionsAsync();
        return await RestartAsync();
    }

    protected override async ValueTask FailWritesAsync(bool fail) => await database.RunAsync(fail ? Failing.On($"carekpi.{kind}_rows") : Failing.Off($"carekpi.{kind}_rows"));
}

/// <summary>A trigger that refuses rows.</summary>
internal static class Failing
{
    public static string On(string table, string code = "58030") => $"""
        CREATE OR REPLACE FUNCTION public.failing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '{code}'; END $$;
        CREATE TRIGGER failing BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION public.failing()
        """;

    public static string Off(string table) => $"DROP TRIGGER IF EXISTS failing ON {table}";
}
