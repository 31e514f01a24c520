using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;

namespace CareKpi.Cli.Operator;

internal static class RebuildCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json());
        var detach = new Option<bool>("--detach") { Description = "Do not wait for the end" };
        var tenant = new Argument<string>("TENANT");
        return new Command("rebuild", "Builds a tenant's state anew from its log while the old one serves") { url, key, json, detach, tenant }.Runs(async (parsed, cancellationToken) =>
        {
            using var node = Operators.Client(parsed, url, key);
            var path = Operators.Path(parsed.GetRequiredValue(tenant));
            var job = await node.SendJsonAsync(HttpMethod.Post, path + "/rebuild", [], cancellationToken);
            while (!parsed.GetValue(detach) && State(job) is "running")
            {
                await Task.Delay(Poll, cancellationToken);
                job = await node.GetAsync($"{path}/jobs/{job["id"]!.GetValue<string>()}", cancellationToken);
            }

            Output.Write(parsed.GetValue(json), job);
            return State(job) is "failed" ? ExitCodes.Failed : ExitCodes.Done;
        });
    }

    private static string State(JsonObject job) => job["state"]!.GetValue<string>();
}
