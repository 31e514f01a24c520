using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Oidc;

/// <summary>Whose an issuer is, and the secret by which the node proves itself to it.</summary>
internal sealed record IssuerClaim(string Tenant, string Issuer, string? ClientSecret);

/// <summary>Which tenant each issuer belongs to: one, over the whole installation. Client secrets are kept here and never in a tenant's log.</summary>
internal sealed class IssuerRegistry(NodeState state, AccessSettingsCache settings, IssuerHttp http, TimeProvider clock) : ITenantRows
{
    private readonly Belief<string, IssuerClaim> belief = new(clock);

    /// <summary>null: no tenant has this issuer.</summary>
    public ValueTask<IssuerClaim?> FindAsync(string issuer, CancellationToken cancellationToken) => belief.GetAsync(Row(issuer), ReadAsync, cancellationToken);

    public async ValueTask<bool> HasAnyAsync(string tenant, CancellationToken cancellationToken) => (await state.ScanAsync(TenantRows(tenant), cancellationToken, most: 1)).Count > 0;

    /// <summary>
    /// A change of settings, with what it says of issuers: they are claimed before it, so that a second tenant is refused; secrets are taken out of it; and what the tenant has no more afterwards is let go.
    /// </summary>
    /// <param name="change">Is given the settings as they may be written down.</param>
    public async Task<T> ChangeAsync<T>(string tenant, JsonElement given, Func<JsonElement, Task<T>> change, CancellationToken cancellationToken)
    {
        _ = Visibility.Of(given);
        if (!given.TryGetProperty(OidcSettings.Key, out _))
        {
            var changed = await change(given);
            settings.Drop(tenant);
            return changed;
        }

        var issuers = OidcSettings.Of(given);
        CheckSchemes(issuers);
        return await state.AloneAsync($"issuers-of/{tenant}", async stop =>
        {
            // An issuer is claimed over all tenants.
            await state.AloneAsync("issuers/", alone => ClaimAsync(tenant, issuers, alone), stop);
            try
            {
                return await change(WithoutSecrets(given));
            }
            finally
            {
                // Whether it was taken or not: what holds now decides.
                await SettleAsync(tenant);
            }
        }, cancellationToken);
    }

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken) => await LetGoAsync(tenant, [], cancellationToken);

    private void CheckSchemes(IReadOnlyList<OidcIssuer> issuers)
    {
        for (var i = 0; i < issuers.Count; i++)
        {
            if (!issuers[i].Issuer.StartsWith("https://", StringComparison.Ordinal) && !http.IsNamed(issuers[i].Issuer))
            {
                throw Refused(i, "issuer", "An issuer's address begins with https://.");
            }
        }
    }

    private async Task ClaimAsync(string tenant, IReadOnlyList<OidcIssuer> issuers, CancellationToken cancellationToken)
    {
        var rows = new List<(string, byte[]?)>();
        for (var i = 0; i < issuers.Count; i++)
        {
            var (issuer, before) = (issuers[i], await ReadAsync(Row(issuers[i].Issuer), cancellationToken));
            if (before is not null && !string.Equals(before.Tenant, tenant, StringComparison.Ordinal))
            {
                throw Refused(i, "issuer", "This issuer cannot be used: it is in use in this installation. An issuer belongs to one tenant; ask the operator.");
            }

            var isKept = string.Equals(issuer.ClientSecret, OidcSettings.Hidden, StringComparison.Ordinal);
            if (isKept && before?.ClientSecret is null)
            {
                throw Refused(i, "clientSecret", "No secret is kept for this issuer: give it, or leave it out for a public client.");
            }

            var claim = new IssuerClaim(tenant, issuer.Issuer, isKept ? before!.ClientSecret : issuer.ClientSecret);
            rows.Add((Row(issuer.Issuer), JsonSerializer.SerializeToUtf8Bytes(claim, NodeJson.Default.IssuerClaim)));
            rows.Add((TenantRows(tenant) + Hash(issuer.Issuer), Encoding.UTF8.GetBytes(issuer.Issuer)));
        }

        await state.WriteAsync(rows, cancellationToken);
        issuers.ToList().ForEach(issuer => belief.Drop(Row(issuer.Issuer)));
    }

    private async Task SettleAsync(string tenant)
    {
        settings.Drop(tenant);
        if (await settings.OfAsync(tenant, CancellationToken.None) is { } now)
        {
            await LetGoAsync(tenant, [.. now.Issuers.Select(issuer => Row(issuer.Issuer))], CancellationToken.None);
        }
    }

    private async Task LetGoAsync(string tenant, HashSet<string> kept, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(TenantRows(tenant), cancellationToken);
        var gone = rows.Where(row => !kept.Contains(Row(Encoding.UTF8.GetString(row.Value)))).ToList();
        await state.WriteAsync([.. gone.SelectMany(row => ((string, byte[]?)[])[(row.Key, null), (Row(Encoding.UTF8.GetString(row.Value)), null)])], cancellationToken);
        gone.ForEach(row => belief.Drop(Row(Encoding.UTF8.GetString(row.Value))));
        settings.Drop(tenant);
    }

    private static JsonElement WithoutSecrets(JsonElement given)
    {
        var copy = JsonNode.Parse(given.GetRawText())!.AsObject();
        foreach (var issuer in copy[OidcSettings.Key]?["issuers"]?.AsArray() ?? [])
        {
            if (issuer!["clientSecret"] is not null)
            {
                issuer["clientSecret"] = OidcSettings.Hidden;
            }
        }

        return JsonElement.Parse(copy.ToJsonString());
    }

    private async ValueTask<IssuerClaim?> ReadAsync(string row, CancellationToken cancellationToken) =>
        await state.GetAsync(row, cancellationToken) is { } claim ? JsonSerializer.Deserialize(claim, NodeJson.Default.IssuerClaim) : null;

    private static ProblemException Refused(int at, string field, string detail) =>
        ProblemException.BadInput(detail, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"settings.oidc.issuers[{at}].{field}"));

    private static string Row(string issuer) => "issuer/" + Hash(issuer);

    private static string TenantRows(string tenant) => $"tenant-issuer/{tenant}/";

    private static string Hash(string issuer) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(issuer)));
}
