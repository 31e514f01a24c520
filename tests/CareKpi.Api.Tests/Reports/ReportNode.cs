using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Mail;
using CareKpi.Api.Outbound;
using CareKpi.Api.Reports;
using CareKpi.Api.Tests.Node;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Tests.Reports;

/// <summary>A node with a mail server and a webhook receiver that keep what they get. Its clock stands until a test moves it; it is Sunday, 8 March 2026, 22:00 UTC, Monday 6:00 in Hong Kong.</summary>
internal sealed class ReportNode : EngineNode
{
    public ReportNode()
    {
        Clock.Stop();
        At("2026-03-08T22:00:00Z");
        Smtp = SmtpOptions.Read(name => name switch { "Host" => "127.0.0.1", "Port" => $"{Sink.Port}", "From" => "reports@example.com", "Security" => "none", _ => null });
    }

    public SmtpSink Sink { get; } = new();

    public Caught Out { get; } = new();

    public void At(string instant) => Clock.Moved += DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) - Clock.GetUtcNow();

    protected override void AddEngine(IServiceCollection services)
    {
        base.AddEngine(services);
        services.AddSingleton<IOutbound>(Out);
    }

    public Task LookAsync() => Worker<ReportWorker>().LookAsync(CancellationToken.None);

    public Task PostWebhooksAsync() => Worker<WebhookWorker>().SendAsync(CancellationToken.None);

    public Task MailAsync() => Worker<MailWorker>().SendAsync(CancellationToken.None);

    public async Task SendAllAsync()
    {
        await LookAsync();
        await MailAsync();
        await PostWebhooksAsync();
    }

    public async Task<JsonObject> MakeAsync(string key, string report)
    {
        using var made = await PostAsync("/v1/reports", key, Json(report));
        Assert.True(made.StatusCode == System.Net.HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return await ReadAsync(made);
    }

    public async Task<JsonObject> PatchAsync(string key, JsonNode report, string change)
    {
        using var changed = await SendAsync(Public, HttpMethod.Patch, $"/v1/reports/{report["id"]}", key, Json(change));
        Assert.Equal(System.Net.HttpStatusCode.OK, changed.StatusCode);
        return await ReadAsync(changed);
    }

    public async Task<JsonArray> DeliveriesAsync(string key, JsonNode report)
    {
        using var answer = await GetAsync($"/v1/reports/{report["id"]}/deliveries", key);
        return (await ReadAsync(answer))["items"]!.AsArray();
    }

    /// <summary>The content of a mail's part of this type.</summary>
    public static byte[] Part(string data, string type)
    {
        var part = data.Split("\n--").First(part => part.Contains($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase) && part.Contains("base64", StringComparison.Ordinal));
        var body = part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        return Convert.FromBase64String(body.Trim());
    }

    public static string Text(string data, string type) => Encoding.UTF8.GetString(Part(data, type));

    private T Worker<T>() => Services.GetServices<IHostedService>().OfType<T>().Single();

    internal sealed class Caught : IOutbound
    {
        public int Status { get; set; } = 200;

        public ConcurrentQueue<(string Url, string Signature, string Body)> Sent { get; } = new();

        public async Task<int> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Enqueue((request.RequestUri!.AbsoluteUri, request.Headers.GetValues("CareKpi-Signature").Single(), await request.Content!.ReadAsStringAsync(cancellationToken)));
            return Status;
        }
    }
}
