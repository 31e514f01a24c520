using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Erase;

/// <summary>Erases a customer and waits until nothing says any more who it was.</summary>
internal static class EraseCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.Url(), CommonOptions.Key(), CommonOptions.Json());
        var detach = new Option<bool>("--detach") { Description = "Do not wait for the end" };
        var yes = new Option<bool>("--yes") { Description = "Erase: it cannot be taken back" };
        var customer = new Argument<string>("CUSTOMER") { Description = "The customer's key" };
        return new Command("erase", "Erases a customer: the key becomes a random one, names, texts and attributes go, the numbers stay") { url, key, json, detach, yes, customer }.Runs(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(yes))
            {
                throw new CommandException(ExitCodes.Usage, "Nothing was erased: it cannot be taken back, so say --yes.");
            }

            using var node = new NodeClient(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.TenantKey);
            var job = await node.SendJsonAsync(HttpMethod.Post, $"/v1/customers/{Uri.EscapeDataString(parsed.GetRequiredValue(customer))}/erase", [], cancellationToken);
            while (!parsed.GetValue(detach) && State(job) is "running")
            {
                await Task.Delay(Poll, cancellationToken);
                job = await node.GetAsync($"/v1/jobs/{job["id"]!.GetValue<string>()}", cancellationToken);
            }

            Output.Write(parsed.GetValue(json), job);
            return State(job) is "failed" ? ExitCodes.Failed : ExitCodes.Done;
        });
    }

    private static string State(JsonObject job) => job["state"]!.GetValue<string>();
}
