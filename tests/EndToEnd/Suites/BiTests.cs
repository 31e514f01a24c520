using CareKpi.Testing.Postgres;
using Npgsql;

namespace CareKpi.EndToEnd.Suites;

/// <summary>Roles for BI tools as an operator makes them, with <c>carekpi bi</c> and the database's administrator.</summary>
public sealed class BiTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [PostgresFact]
    public async Task A_role_is_made_listed_given_its_rights_again_and_dropped()
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal) { ["CareKpi__Postgres"] = database });
        await server.StartAsync();
        _ = await server.TenantAsync("acme");
        _ = await server.TenantAsync("other");
        var admin = postgres.AdminConnection(new NpgsqlConnectionStringBuilder(database).Database!);

        var made = (await BiAsync(admin, "create", "acme", "acme_reader", "--json")).AsObject();
        Assert.Equal(("acme_reader", "acme"), (made["role"]!.GetValue<string>(), made["tenant"]!.GetValue<string>()));
        var reader = new NpgsqlConnectionStringBuilder(admin) { Username = "acme_reader", Password = made["password"]!.GetValue<string>() }.ConnectionString;
        Assert.Equal(0L, await CountAsync(reader));
        Assert.Equal("acme_reader acme", Told(await BiAsync(admin, "list", "--json")));

        // As a dump without privileges comes back.
        await PostgresServer.RunAsync(admin, "REVOKE ALL ON ALL TABLES IN SCHEMA carekpi FROM acme_reader; REVOKE ALL ON SCHEMA carekpi FROM acme_reader");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(reader))).SqlState);
        Assert.Equal("acme_reader acme", Told(await BiAsync(admin, "grant", "--json")));
        Assert.Equal(0L, await CountAsync(reader));

        _ = await BiAsync(admin, "drop", "acme_reader");
        Assert.Equal(PostgresErrorCodes.InvalidPassword, (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(reader))).SqlState);
        Assert.Equal("", Told(await BiAsync(admin, "list", "--json")));
    }

    [Fact]
    public async Task Without_a_database_it_says_how_to_name_one()
    {
        await using var program = Bi("", "list");
        Assert.Equal(2, await program.EndedAsync(Deadline));
        Assert.Contains("CAREKPI_POSTGRES_ADMIN", program.Output, StringComparison.Ordinal);
    }

    private static string Told(JsonNode roles) => string.Join(", ", roles.AsArray().Select(static role => $"{role!["role"]} {role["tenant"]}"));

    private static async Task<object?> CountAsync(string reader) => await PostgresServer.RunAsync(reader, "SELECT count(*) FROM carekpi.kpi_daily");

    private static async Task<JsonNode> BiAsync(string admin, params string[] arguments)
    {
        await using var program = Bi(admin, arguments);
        Assert.True(await program.EndedAsync(Deadline) == 0, program.Output);
        return program.Output.IndexOfAny(['{', '[']) is >= 0 and var at ? JsonNode.Parse(program.Output[at..])! : new JsonObject();
    }

    private static Program Bi(string admin, params string[] arguments) =>
        new("dotnet", [Checkout.Built("CareKpi.Cli", "carekpi.dll"), "bi", .. arguments], new Dictionary<string, string?>(StringComparer.Ordinal) { ["CAREKPI_POSTGRES_ADMIN"] = admin });
}
