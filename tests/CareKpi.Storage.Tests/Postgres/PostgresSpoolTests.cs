using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Storage.Tests.Specification;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

[NeedsPostgres]
public sealed class PostgresSpoolTests(Database database) : SpoolSpecification, IClassFixture<Database>
{
    private PostgresDatabase opened = null!;

    public override async Task DisposeAsync() => await opened.DisposeAsync();

    protected override async ValueTask<ISpool> OpenAsync() => (opened = await database.OpenAsync()).Spool;

    [StoreFact]
    public async Task A_listing_sees_that_there_are_files_and_nothing_of_them_and_one_tenant_not_the_others()
    {
        await opened.Spool.WriteAsync("a", "import-1", Parts(), default);
        Assert.Null(await opened.Spool.OpenAsync("b", "import-1", default));
        await opened.Spool.RemoveAsync("b", "import-1", default);
        await using var connection = new Npgsql.NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        await using var look = new Npgsql.NpgsqlCommand("SELECT set_config('carekpi.listing', 'on', false); SELECT count(*)::text || ' ' || sum(length(content)) FROM carekpi.spool", connection);
        await using var reader = await look.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        Assert.Equal("1 0", reader.GetString(0));
        await opened.Spool.RemoveAsync("a", "import-1", default);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts()
    {
        await Task.Yield();
        yield return "what a customer said"u8.ToArray();
    }
}
