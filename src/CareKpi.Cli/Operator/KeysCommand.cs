using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Operator;

internal static class KeysCommand
{
    public static Command Create() => new("keys", "Lists (with a 'manage' key), makes and revokes (operator key) a tenant's keys") { List(), Add(), Revoke() };

    private static Command List()
    {
        var (url, key, json) = (CommonOptions.Url(), CommonOptions.Key(), CommonOptions.Json());
        return new Command("list", "The tenant's live keys") { url, key, json }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = new NodeClient(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.TenantKey);
            Output.Write(parsed.GetValue(json), (await node.GetAsync("/v1/keys", cancellationToken))["items"]!);
            return ExitCodes.Done;
        });
    }

    private static Command Add()
    {
        var (url, key, json) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json());
        var tenant = new Argument<string>("TENANT");
        var name = new Option<string>("--name") { DefaultValueFactory = static _ => "cli" };
        var scopes = new Option<string[]>("--scope") { Description = "ingest, read, export, widget, manage", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => ["ingest", "read"] };
        var expires = new Option<DateTimeOffset?>("--expires");
        return new Command("add", "Makes a key; it is shown this once") { url, key, json, name, scopes, expires, tenant }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            var body = new JsonObject { ["name"] = parsed.GetValue(name), ["scopes"] = new JsonArray([.. parsed.GetRequiredValue(scopes).Select(scope => (JsonNode)scope)]), ["expiresAt"] = parsed.GetValue(expires) };
            Output.Write(parsed.GetValue(json), await node.SendJsonAsync(HttpMethod.Post, Operators.Path(parsed.GetRequiredValue(tenant)) + "/keys", body, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Revoke()
    {
        var (url, key) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey());
        var tenant = new Argument<string>("TENANT");
        var id = new Argument<string>("ID");
        return new Command("revoke", "Revokes a key within two seconds") { url, key, tenant, id }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            await node.DeleteAsync($"{Operators.Path(parsed.GetRequiredValue(tenant))}/keys/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellationToken);
            return ExitCodes.Done;
        });
    }
}
