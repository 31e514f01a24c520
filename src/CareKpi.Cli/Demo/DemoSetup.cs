using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Demo;

/// <summary>Sets up Demo Telecom over the public API: what is there stays as it is, so a second time changes nothing.</summary>
internal sealed class DemoSetup
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private const int MaxPolls = 600;
    private readonly NodeClient node;
    private readonly DemoPlan plan;

    private DemoSetup(NodeClient node, DemoPlan plan) => (this.node, this.plan) = (node, plan);

    /// <summary>Settings first, while there is nothing to judge anew. Null: the key may not.</summary>
    public static async Task<DemoSetup?> BeginAsync(NodeClient node, DemoSize size, CancellationToken cancellationToken)
    {
        var scopes = (await node.GetAsync("/v1/me", cancellationToken))["scopes"]!.AsArray().Select(static scope => scope!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        if (!scopes.IsSupersetOf(["manage", "read"]))
        {
            Tell("The key has not both manage and read: left out are settings, targets, alert rules, notes, the custom KPI, the widget and closed months.");
            return null;
        }

        var zone = (await node.GetAsync("/v1/tenant", cancellationToken))["timeZone"]!.GetValue<string>();
        if (!string.Equals(zone, DemoCalendar.Zone, StringComparison.Ordinal))
        {
            Tell($"The tenant's days are those of {zone}; the story is told in {DemoCalendar.Zone}.");
        }

        var setup = new DemoSetup(node, new(size, new(size)));
        await setup.SettingsAsync(DemoPlan.Settings(size), cancellationToken);
        try
        {
            await setup.SettingsAsync(DemoPlan.Appraisal(), cancellationToken);
        }
        catch (CommandException refusal)
        {
            Tell($"Left out is the appraisal scheme. {refusal.Message}");
        }

        return setup;
    }

    /// <summary>What stands on the events, once they can be read.</summary>
    public async Task FinishAsync(string? position, CancellationToken cancellationToken)
    {
        await MakeAsync("/v1/targets", plan.Targets(), static target => $"{target["level"]} {target["key"]} {target["kpi"]}", cancellationToken);
        await MakeAsync("/v1/kpis", [DemoPlan.CustomKpi()], static kpi => $"{kpi["code"]}", cancellationToken);
        await MakeAsync("/v1/annotations", plan.Annotations(), static note => $"{note["from"]} {note["text"]}", cancellationToken);
        await MakeAsync("/v1/widgets", [DemoPlan.Widget()], static widget => $"{widget["name"]}", cancellationToken);
        await AppliedAsync(position, cancellationToken);
        await MakeAsync("/v1/months", plan.Months().Select(static month => new JsonObject { ["month"] = month }), static month => $"{month["month"]}"[..7], cancellationToken);
        await MakeAsync("/v1/alert-rules", DemoPlan.AlertRules(), static rule => $"{rule["name"]}", cancellationToken);
    }

    private async Task SettingsAsync(JsonObject wanted, CancellationToken cancellationToken)
    {
        if (Holds((await node.GetAsync("/v1/settings", cancellationToken))["effective"], wanted))
        {
            return;
        }

        var answer = await node.SendJsonAsync(HttpMethod.Patch, "/v1/settings", new() { ["validFrom"] = "beginning", ["settings"] = wanted.DeepClone() }, cancellationToken);
        if (answer["job"] is { } job)
        {
            await UntilAsync(async () => (await node.GetAsync($"/v1/jobs/{job}", cancellationToken))["state"]!.GetValue<string>() is "done" or "failed", cancellationToken);
        }
    }

    private async Task MakeAsync(string path, IEnumerable<JsonObject> wanted, Func<JsonObject, string> name, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        var more = true;
        for (string? after = null; more;)
        {
            var page = await node.GetAsync($"{path}?first=100{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}", cancellationToken);
            there.UnionWith(page["items"]!.AsArray().Select(item => name(item!.AsObject())));
            after = page["cursor"]?.GetValue<string>();
            more = page["hasNextPage"]?.GetValue<bool>() == true;
        }

        foreach (var body in wanted.Where(body => !there.Contains(name(body))))
        {
            await node.SendJsonAsync(HttpMethod.Post, path, body, cancellationToken);
        }
    }

    /// <summary>A month that is closed while its events are still counted would stand on half of them.</summary>
    private Task AppliedAsync(string? position, CancellationToken cancellationToken) => UntilAsync(
        async () =>
        {
            var read = new JsonObject { ["scope"] = new JsonObject { ["level"] = "tenant" }, ["period"] = new JsonObject { ["preset"] = "TODAY" }, ["kpis"] = new JsonArray(), ["after"] = position };
            return (await node.SendJsonAsync(HttpMethod.Post, "/v1/scorecards", new() { ["requests"] = new JsonArray(read) }, cancellationToken))["answers"]![0]!["problem"] is null;
        },
        cancellationToken);

    private static async Task UntilAsync(Func<Task<bool>> done, CancellationToken cancellationToken)
    {
        for (var polls = 0; !await done(); polls++)
        {
            if (polls == MaxPolls)
            {
                throw new CommandException(ExitCodes.Failed, "The node is still busy with what was sent. Run the same command again later: it goes on where it stopped.");
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>Whether everything that is wanted is so; there may be more.</summary>
    private static bool Holds(JsonNode? there, JsonNode? wanted) => (there, wanted) switch
    {
        (JsonObject has, JsonObject wants) => wants.All(member => Holds(has[member.Key], member.Value)),
        (JsonArray has, JsonArray wants) => has.Count == wants.Count && has.Zip(wants).All(static pair => Holds(pair.First, pair.Second)),
        (JsonValue has, JsonValue wants) when has.GetValueKind() == JsonValueKind.Number && wants.GetValueKind() == JsonValueKind.Number => has.GetValue<double>().Equals(wants.GetValue<double>()),
        _ => JsonNode.DeepEquals(there, wanted),
    };

    private static void Tell(string text) => System.Console.Error.WriteLine(text);
}
