using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CareKpi.Api.Definitions;
using CareKpi.Api.Outbound;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Alerts;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Alerts;

/// <summary>Sends alerts to the webhooks of their rules, signed. What is not taken is sent again, later each time; after the last attempt it is kept as a dead letter. An alert may come twice (its id says so), never not at all.</summary>
internal sealed class WebhookRound(AlertStore store, IGrains grains, AgentRules agents, IOutbound outbound, TimeProvider clock)
{
    /// <summary>Of one tenant in a round: one whose receivers take as long as they may has a few seconds of it, and the others wait no longer.</summary>
    private const int OfTenant = 4;
    private const int ParallelOfTenant = 2;
    private const int ParallelTenants = 8;

    private bool hasAdopted;

    /// <summary>Waits before the second attempt and all later ones: a day in all.</summary>
    internal static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(15)];

    /// <summary>One round over all tenants. True: some have more that is due.</summary>
    public async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        if (!hasAdopted)
        {
            await store.AdoptAsync(cancellationToken);
            hasAdopted = true;
        }

        var more = 0;
        await Parallel.ForEachAsync(await store.WaitingAsync(cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = ParallelTenants, CancellationToken = cancellationToken }, async (tenant, stop) =>
        {
            var due = await store.DueAsync(tenant, clock.GetUtcNow(), OfTenant, stop);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = ParallelOfTenant, CancellationToken = stop }, async (row, end) => await SendAsync(row.Key, row.Delivery, end));
            if (due.Count == OfTenant)
            {
                Interlocked.Exchange(ref more, 1);
            }
        });
        return more == 1;
    }

    /// <summary>HMAC-SHA256 with the rule's secret over the time, a dot and the body.</summary>
    public static string Sign(string secret, long timestamp, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.{body}"))));

    private async Task SendAsync(string key, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await RuleAsync(delivery, cancellationToken) is not { WebhookUrl: { } url } rule || (rule.Level == Level.Agent && !await agents.AreOpenAsync(delivery.Tenant, cancellationToken)) || await store.SecretAsync(delivery.Tenant, delivery.Rule, cancellationToken) is not { } secret)
        {
            await store.DeliveredAsync(key, cancellationToken);
            return;
        }

        var error = await PostAsync(url, secret, delivery, cancellationToken);
        var attempts = delivery.Attempts + 1;
        var now = clock.GetUtcNow();
        if (error is null)
        {
            await store.DeliveredAsync(key, cancellationToken);
        }
        else if (attempts > Waits.Length)
        {
            await store.GiveUpAsync(key, delivery with { Attempts = attempts, Error = error }, now, cancellationToken);
        }
        else
        {
            await store.AgainAsync(key, delivery with { Attempts = attempts, Error = error }, now + Waits[attempts - 1], cancellationToken);
        }
    }

    /// <summary>null: the rule is no more, or its tenant.</summary>
    private async Task<AlertRule?> RuleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var rules = await DefinitionLists.AllAsync(grains, delivery.Tenant, DefinitionCollection.AlertRules, cancellationToken);
            return rules.Find(definition => string.Equals(definition.Id, delivery.Rule, StringComparison.Ordinal)) is { } found ? AlertRule.Of(found) : null;
        }
        catch (TenantNotFoundException)
        {
            return null;
        }
    }

    /// <summary>null: taken.</summary>
    private async Task<string?> PostAsync(string url, string secret, Delivery delivery, CancellationToken cancellationToken)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("CareKpi-Delivery", delivery.Id);
        request.Headers.Add("CareKpi-Signature", string.Create(CultureInfo.InvariantCulture, $"t={timestamp},v1={Sign(secret, timestamp, delivery.Body)}"));
        try
        {
            var status = await outbound.SendAsync(request, cancellationToken);
            return status is >= 200 and < 300 ? null : string.Create(CultureInfo.InvariantCulture, $"answered {status}");
        }
        catch (HttpRequestException refused)
        {
            return refused.HttpRequestError == HttpRequestError.Unknown && refused.InnerException is null ? refused.Message : $"not reached: {refused.HttpRequestError}";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }
}
