using System.Text.RegularExpressions;

namespace CareKpi.EndToEnd.Suites;

/// <summary>Somebody who clones the repository and does what the README says, to the letter.</summary>
[Trait("Suite", "newcomer")]
public sealed partial class NewcomerTests
{
    private static readonly TimeSpan Clones = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Starts = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Stops = TimeSpan.FromSeconds(40);
    private static readonly Dictionary<string, string?> Nothing = [];

    [ProofFact]
    public async Task Make_run_shows_the_demo_and_stops_on_ctrl_c()
    {
        var clone = Path.Combine(Directory.CreateTempSubdirectory("carekpi-newcomer-").FullName, "carekpi");
        await using (var git = new Program("git", ["clone", "--quiet", Checkout.Root, clone], Nothing))
        {
            Assert.True(await git.EndedAsync(Clones) == 0, git.Output);
        }

        var ports = new Dictionary<string, int>(StringComparer.Ordinal) { ["PORT"] = GatewayProcess.FreePort(), ["OPERATOR_PORT"] = GatewayProcess.FreePort(), ["GATEWAY_PORT"] = GatewayProcess.FreePort() };
        await using var run = new Program("make", ["run", "DEMO=1", .. ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Key}={port.Value}"))], Nothing, clone);
        await Until.TrueAsync("the banner shows", Starts, () =>
        {
            Assert.False(run.HasExited, run.Output);
            return Task.FromResult(run.Output.Contains("A first query:", StringComparison.Ordinal) && Query().IsMatch(run.Output));
        });

        var query = Query().Match(run.Output).Value;
        var values = (await AskedAsync(query))["data"]!["tenant"]!["scorecard"]!["values"]!.AsArray();
        Assert.True(values.Count(static value => value!["count"]!.GetValue<long>() > 0) > 20, values.ToJsonString());

        // The README's own, with this run's ports.
        var readme = ReadmeQuery().Match(await File.ReadAllTextAsync(Path.Combine(clone, "README.md"))).Groups["query"].Value;
        var csat = (await AskedAsync($"cd '{clone}' && {readme.Replace(":4000/", string.Create(CultureInfo.InvariantCulture, $":{ports["GATEWAY_PORT"]}/"), StringComparison.Ordinal)}"))["data"]!["tenant"]!["scorecard"]!["csat"]!;
        Assert.InRange(csat["value"]!.GetValue<double>(), csat["confidence"]!["low"]!.GetValue<double>(), csat["confidence"]!["high"]!.GetValue<double>());

        // Ctrl-C goes to all processes of the terminal; make passes on what the script ends with.
        await run.InterruptGroupAsync();
        await run.EndedAsync(Stops);
        Assert.DoesNotContain("A process has ended", run.Output, StringComparison.Ordinal);
        await using var log = new Program("grep", ["-c", "\"LogLevel\":\"Error\"", Path.Combine(clone, "data", "node.log")], Nothing);
        await log.EndedAsync(Clones);
        Assert.Equal("0", log.Output.Trim());
        foreach (var port in ports.Values)
        {
            Assert.Equal(0, await new Http(() => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), "").StatusAsync("/"));
        }

        Size.Tell($"a clone, make run, {values.Count} KPIs of the demo");
        Directory.Delete(Path.GetDirectoryName(clone)!, recursive: true);
    }

    private static async Task<JsonObject> AskedAsync(string command)
    {
        await using var shell = new Program("bash", ["-c", command], Nothing);
        Assert.True(await shell.EndedAsync(Clones) == 0, shell.Output);
        var answer = JsonNode.Parse(shell.Output)!.AsObject();
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer;
    }

    [GeneratedRegex(@"curl -s http\S+/graphql [^\n]+\n[^\n]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"## A first query\s+```sh\s+(?<query>.+?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex ReadmeQuery();
}
