using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Operator;

internal static class UsersCommand
{
    public static Command Create() => new("users", "Lets people in, lists and removes them (operator key)") { Invite(), List(), Remove() };

    private static Command Invite()
    {
        var (url, key, json, tenant) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json(), Tenant());
        var email = new Option<string>("--email") { Required = true };
        var name = new Option<string?>("--name") { Description = "Without it the address" };
        var role = new Option<string>("--role") { Description = "admin, lead (with --team) or agent (with --agent)", DefaultValueFactory = static _ => "admin" };
        var teams = new Option<string[]>("--team") { Description = "Keys of the teams that a lead leads", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [] };
        var agent = new Option<string?>("--agent") { Description = "Key of the agent that the person is" };
        var gateway = CommonOptions.Gateway();
        return new Command("invite", "Prints a link that signs a person in once, within 24 hours; who is there already gets a new one") { url, key, json, tenant, email, name, role, teams, agent, gateway }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            var body = new JsonObject
            {
                ["email"] = parsed.GetValue(email),
                ["name"] = parsed.GetValue(name),
                ["role"] = parsed.GetValue(role),
                ["teams"] = new JsonArray([.. parsed.GetRequiredValue(teams).Select(team => (JsonNode)team)]),
                ["agent"] = parsed.GetValue(agent),
            };
            var invited = await node.SendJsonAsync(HttpMethod.Post, Operators.Path(parsed.GetRequiredValue(tenant)) + "/users", body, cancellationToken);

            // Behind the '#': a browser sends it to no server, so it is in no log.
            var link = $"{parsed.GetRequiredValue(gateway).AbsoluteUri.TrimEnd('/')}/auth/link#{invited["token"]!.GetValue<string>()}";
            Output.Write(parsed.GetValue(json), new JsonObject { ["link"] = link, ["email"] = invited["user"]!["email"]!.DeepClone(), ["role"] = invited["user"]!["role"]!.DeepClone(), ["expiresAt"] = invited["expiresAt"]!.DeepClone() });
            return ExitCodes.Done;
        });
    }

    private static Command List()
    {
        var (url, key, json, tenant) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json(), Tenant());
        return new Command("list", "A tenant's users") { url, key, json, tenant }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            Output.Write(parsed.GetValue(json), await AllAsync(node, parsed.GetRequiredValue(tenant), cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static Command Remove()
    {
        var (url, key, tenant) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), Tenant());
        var email = new Option<string>("--email") { Required = true };
        return new Command("remove", "Removes a user; who is signed in is signed out within two seconds") { url, key, tenant, email }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            var wanted = parsed.GetRequiredValue(email);
            var user = (await AllAsync(node, parsed.GetRequiredValue(tenant), cancellationToken)).FirstOrDefault(user => string.Equals(user!["email"]!.GetValue<string>(), wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new CommandException(ExitCodes.Failed, $"The tenant has no user '{wanted}'.");
            await node.DeleteAsync($"{Operators.Path(parsed.GetRequiredValue(tenant))}/users/{user["id"]!.GetValue<string>()}", cancellationToken);
            return ExitCodes.Done;
        });
    }

    private static Option<string> Tenant() => new("--tenant") { Description = "The tenant's key", Required = true };

    private static async Task<JsonArray> AllAsync(NodeClient node, string tenant, CancellationToken cancellationToken)
    {
        var all = new JsonArray();
        var more = true;
        for (string? after = null; more;)
        {
            var page = await node.GetAsync($"{Operators.Path(tenant)}/users?first=100&after={after}", cancellationToken);
            foreach (var user in page["items"]!.AsArray())
            {
                all.Add(user!.DeepClone());
            }

            (more, after) = (page["hasNextPage"]!.GetValue<bool>(), page["cursor"]?.GetValue<string>());
        }

        return all;
    }
}
