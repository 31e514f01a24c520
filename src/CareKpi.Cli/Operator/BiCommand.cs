using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Storage.Postgres;

namespace CareKpi.Cli.Operator;

internal static class BiCommand
{
    private const string Variable = "CAREKPI_POSTGRES_ADMIN";

    public static Command Create() => new("bi", "Database roles with which BI tools read one tenant's days (PostgreSQL; needs the database's administrator)") { Add(), List(), Grant(), Drop() };

    private static Command Add()
    {
        var (postgres, json) = (Postgres(), CommonOptions.Json());
        var (tenant, role) = (new Argument<string>("TENANT"), new Argument<string>("ROLE"));
        return new Command("create", "Makes a role; its password is shown this once") { postgres, json, tenant, role }.Runs(async (parsed, cancellationToken) =>
        {
            var password = await Readers(parsed, postgres).CreateAsync(parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(role), cancellationToken);
            Output.Write(parsed.GetValue(json), new JsonObject { ["role"] = parsed.GetRequiredValue(role), ["tenant"] = parsed.GetRequiredValue(tenant), ["password"] = password });
            return ExitCodes.Done;
        });
    }

    private static Command List()
    {
        var (postgres, json) = (Postgres(), CommonOptions.Json());
        return new Command("list", "The roles, and whose days they read") { postgres, json }.Runs(async (parsed, cancellationToken) =>
        {
            Output.Write(parsed.GetValue(json), Rows(await Readers(parsed, postgres).ListAsync(cancellationToken)));
            return ExitCodes.Done;
        });
    }

    private static Command Grant()
    {
        var (postgres, json) = (Postgres(), CommonOptions.Json());
        return new Command("grant", "In a database that was restored: gives the roles that the server has their rights again, and tells which they are") { postgres, json }.Runs(async (parsed, cancellationToken) =>
        {
            Output.Write(parsed.GetValue(json), Rows(await Readers(parsed, postgres).GrantAsync(cancellationToken)));
            return ExitCodes.Done;
        });
    }

    private static Command Drop()
    {
        var postgres = Postgres();
        var role = new Argument<string>("ROLE");
        return new Command("drop", "Removes a role and ends its sessions") { postgres, role }.Runs(async (parsed, cancellationToken) =>
        {
            await Readers(parsed, postgres).DropAsync(parsed.GetRequiredValue(role), cancellationToken);
            return ExitCodes.Done;
        });
    }

    private static JsonArray Rows(IEnumerable<DailyReader> readers) =>
        [.. readers.Select(static reader => (JsonNode)new JsonObject { ["role"] = reader.Role, ["tenant"] = reader.Tenant, ["createdAt"] = reader.CreatedAt.ToString("O", CultureInfo.InvariantCulture) })];

    private static Option<string?> Postgres() => new("--postgres") { Description = $"Connection string of the database's administrator ({Variable}): who may make roles, and owns the tables or is a superuser" };

    private static PostgresReaders Readers(ParseResult parsed, Option<string?> postgres) => new((parsed.GetValue(postgres) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } given
        ? given : throw new CommandException(ExitCodes.Usage, $"Which database? Set {Variable} (or --postgres) to a connection string of its administrator: Host=db;Database=carekpi;Username=postgres;Password=…"));
}
