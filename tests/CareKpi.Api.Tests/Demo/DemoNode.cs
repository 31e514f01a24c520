using System.Text.Json.Nodes;
using CareKpi.Api.Alerts;
using CareKpi.Api.Tests.Node;
using CareKpi.Cli.Demo;
using CareKpi.Cli.Node;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Tests.Demo;

/// <summary>A node on which plain <c>carekpi demo --send</c> has run, at eleven in the morning after the story's last day.</summary>
public sealed class DemoNode : EngineNode, IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 4, 1, 11, 0, 0, TimeSpan.FromHours(8));

    internal static DemoSize Size { get; } = DemoSize.Story(new(2026, 3, 31));

    internal DemoCompany Company { get; } = new(Size);

    internal string Key { get; private set; } = "";

    async Task IAsyncLifetime.InitializeAsync()
    {
        Clock.Moved = Morning - TimeProvider.System.GetUtcNow();
        await InitializeAsync();
        using var made = await SendAsync(Operators, HttpMethod.Put, "/v1/admin/tenants/demo", Operator, Json($$"""{"name":"Demo Telecom","timeZone":"{{DemoCalendar.Zone}}","currency":"MYR","industry":"telecom"}"""));
        made.EnsureSuccessStatusCode();
        Key = await KeyAsync("ingest", "read", "manage");
        Assert.InRange(await LoadAsync(), 250_000, 350_000);
    }

    /// <summary>How many were new.</summary>
    internal async Task<long> LoadAsync()
    {
        using var node = new NodeClient(Public.BaseAddress!, Key, NodeClient.TenantKey);
        var setup = await DemoSetup.BeginAsync(node, Size, CancellationToken.None);
        var sender = new EventSender(node, refusal => Assert.Fail(refusal.Message));
        foreach (var line in DemoGenerator.Write(Size, DemoCalendar.Local(Clock.GetUtcNow())))
        {
            await sender.AddAsync(0, line.Json, CancellationToken.None);
        }

        await sender.FlushAsync(CancellationToken.None);
        await setup!.FinishAsync(sender.Position, CancellationToken.None);
        return sender.Accepted;
    }

    internal Task LookForAlertsAsync() => Services.GetServices<IHostedService>().OfType<AlertWorker>().Single().LookAsync(CancellationToken.None);

    internal async Task<JsonObject> AskAsync(string path, string? body = null)
    {
        using var answer = body is null ? await GetAsync(path, Key) : await PostAsync(path, Key, Json(body));
        var read = await ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, read.ToJsonString());
        return read;
    }

    /// <summary>One request of <c>/v1/scorecards</c>.</summary>
    internal async Task<JsonObject> ScoreAsync(string request)
    {
        var answer = (await AskAsync("/v1/scorecards", $$"""{"requests":[{{request}}]}"""))["answers"]![0]!;
        Assert.True(answer["problem"] is null, answer.ToJsonString());
        return answer["result"]!.AsObject();
    }
}
