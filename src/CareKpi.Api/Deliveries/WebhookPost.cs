using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CareKpi.Api.Outbound;

namespace CareKpi.Api.Deliveries;

/// <summary>Posts JSON to an address that a tenant gave, signed with the secret that it gave.</summary>
internal sealed class WebhookPost(IOutbound outbound, TimeProvider clock)
{
    /// <summary>HMAC-SHA256 with the secret over the time, a dot and the body.</summary>
    public static string Sign(string secret, long timestamp, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.{body}"))));

    /// <summary>null: taken.</summary>
    public async Task<string?> SendAsync(string url, string secret, string delivery, string body, CancellationToken cancellationToken)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("CareKpi-Delivery", delivery);
        request.Headers.Add("CareKpi-Signature", string.Create(CultureInfo.InvariantCulture, $"t={timestamp},v1={Sign(secret, timestamp, body)}"));
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
