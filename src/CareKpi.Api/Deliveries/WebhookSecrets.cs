using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Api.Deliveries;

/// <summary><see cref="Secret"/>: at least 16 characters; it signs what is sent and is never shown again (<c>***</c>).</summary>
public sealed record WebhookBody(string Url, string? Secret)
{
    internal static WebhookBody? Of(string? url) => url is null ? null : new(url, "***");
}

/// <summary>Secrets of webhooks. They are kept beside what names the address, not in the log: what is in there cannot be taken back.</summary>
internal sealed class WebhookSecrets(NodeState state) : ITenantRows
{
    private const int Least = 16;
    private const int Most = 256;

    public async Task<string?> OfAsync(string tenant, string owner, CancellationToken cancellationToken) => await state.GetAsync(Row(tenant, owner), cancellationToken) is { } secret ? Encoding.UTF8.GetString(secret) : null;

    /// <summary>Keeps a secret (null: there is no new one) for what <paramref name="define"/> writes. Before it, so that nothing is ever sent unsigned; where it is refused, what was before holds again. Where nobody knows (no answer in time), the secret stays.</summary>
    public async Task KeepAsync(string tenant, string owner, string? secret, Func<Task> define, CancellationToken cancellationToken)
    {
        if (secret is null)
        {
            await define();
            return;
        }

        var before = await state.GetAsync(Row(tenant, owner), cancellationToken);
        await state.WriteAsync([(Row(tenant, owner), Encoding.UTF8.GetBytes(secret))], cancellationToken);
        try
        {
            await define();
        }
        catch (DefinitionException)
        {
            await state.WriteAsync([(Row(tenant, owner), before)], CancellationToken.None);
            throw;
        }
    }

    public async Task DropAsync(string tenant, string owner, CancellationToken cancellationToken) => await state.WriteAsync([(Row(tenant, owner), null)], cancellationToken);

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken) => await state.RemoveAllAsync(Row(tenant, ""), cancellationToken);

    /// <summary>The secret of a document's webhook, taken out of it; null: none is given.</summary>
    public static string? Take(JsonObject document)
    {
        if (document["webhook"] is not JsonObject webhook || webhook["secret"] is not { } given)
        {
            return null;
        }

        webhook.Remove("secret");
        return given.GetValueKind() == JsonValueKind.String && given.GetValue<string>() is { Length: >= Least and <= Most } secret
            ? secret : throw ProblemException.BadInput($"A secret has {Least} to {Most} characters.", "webhook.secret");
    }

    /// <summary>For a webhook that has none.</summary>
    public static ProblemException Missing() => ProblemException.BadInput($"A webhook needs a secret of {Least} to {Most} characters: what is sent is signed with it.", "webhook.secret");

    // The name is from when only alerts had webhooks.
    private static string Row(string tenant, string owner) => $"alert-secret/{tenant}/{owner}";
}
