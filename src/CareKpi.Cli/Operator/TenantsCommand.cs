using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Operator;

internal static class TenantsCommand
{
    public static Command Create() => new("tenants", "Lists, makes and removes tenants (operator key)") { List(), Add(), Remove() };

    private static Command List()
    {
        var (url, key, json) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json());
        return new Command("list", "All tenants") { url, key, json }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            var all = new JsonArray();
            var more = true;
            for (string? after = null; more;)
            {
                var page = await node.GetAsync($"/v1/admin/tenants?first=100&after={after}", cancellationToken);
                foreach (var tenant in page["items"]!.AsArray())
                {
                    all.Add(tenant!.DeepClone());
                }

                foreach (var tenant in page["notServed"]!.AsArray())
                {
                    await System.Console.Error.WriteLineAsync($"{tenant!["key"]} is not served: {tenant["detail"]}");
                }

                (more, after) = (page["hasNextPage"]!.GetValue<bool>(), page["cursor"]?.GetValue<string>());
            }

            Output.Write(parsed.GetValue(json), all);
            return ExitCodes.Done;
        });
    }

    private static Command Add()
    {
        var (url, key, json) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json());
        var tenant = new Argument<string>("TENANT") { Description = "Its key: [a-z0-9][a-z0-9-]{0,62}" };
        var name = new Option<string>("--name") { Required = true };
        var zone = new Option<string>("--time-zone") { Description = "IANA, such as Europe/Berlin; another one than before rebuilds", Required = true };
        var currency = new Option<string>("--currency") { Description = "ISO 4217, such as EUR", Required = true };
        var industry = new Option<string?>("--industry") { Description = "Such as retail, insurance or telecom: whose benchmarks it is shown" };
        return new Command("add", "Makes a tenant, or changes its name, time zone, currency or industry") { url, key, json, name, zone, currency, industry, tenant }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            var body = new JsonObject { ["name"] = parsed.GetValue(name), ["timeZone"] = parsed.GetValue(zone), ["currency"] = parsed.GetValue(currency), ["industry"] = parsed.GetValue(industry) };
            Output.Write(parsed.GetValue(json), await node.SendJsonAsync(HttpMethod.Put, Operators.Path(parsed.GetRequiredValue(tenant)), body, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Remove()
    {
        var (url, key) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey());
        var tenant = new Argument<string>("TENANT");
        var confirm = new Option<string>("--confirm") { Description = "The tenant's key once more", Required = true };
        return new Command("remove", "Removes a tenant and all its data") { url, key, confirm, tenant }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            await node.DeleteAsync($"{Operators.Path(parsed.GetRequiredValue(tenant))}?confirm={Uri.EscapeDataString(parsed.GetRequiredValue(confirm))}", cancellationToken);
            return ExitCodes.Done;
        });
    }
}
