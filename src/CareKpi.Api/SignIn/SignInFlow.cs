using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Oidc;
using CareKpi.Api.People;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Settings;
using Microsoft.AspNetCore.WebUtilities;

namespace CareKpi.Api.SignIn;

/// <summary>Code flow with PKCE, state and nonce at a tenant's issuer.</summary>
internal sealed class SignInFlow(NodeState state, IssuerRegistry registry, AccessSettingsCache settings, IssuerDirectory directory, IssuerHttp http, TokenCheck check, SessionStore sessions, TimeProvider clock) : ITenantRows
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    private const int LongestUrl = 2_000;
    private const int LongestTenant = 63;
    private const string Rows = "sign-in/";

    /// <summary>A tenant without an issuer and one that does not exist answer the same.</summary>
    public async Task<StartedBody> StartAsync(StartInput body, CancellationToken cancellationToken)
    {
        var redirect = Redirect(body.RedirectUri);
        if (body.Tenant is not { Length: > 0 and <= LongestTenant } tenant || !await registry.HasAnyAsync(tenant, cancellationToken) || (await settings.OfAsync(tenant, cancellationToken))?.Issuers.FirstOrDefault(one => one.ClientId is not null) is not { } issuer)
        {
            throw ProblemException.NotFound("Nobody signs in here with an issuer.");
        }

        var metadata = await directory.MetadataAsync(issuer.Issuer, cancellationToken);
        var authorization = metadata.Authorization ?? throw NoSignIn();
        var (secret, nonce, verifier, binding) = (Random(), Random(), Random(), Random());
        var pending = new PendingSignIn(tenant, issuer.Issuer, redirect, nonce, verifier, BearerSecret.Hash(binding), clock.GetUtcNow() + Lasts);
        var row = Row(secret);
        await state.WriteAsync([(row, JsonSerializer.SerializeToUtf8Bytes(pending, NodeJson.Default.PendingSignIn)), Expiry.Of(row, pending.ExpiresAt)], cancellationToken);
        var url = QueryHelpers.AddQueryString(authorization.AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = issuer.ClientId,
            ["redirect_uri"] = redirect,
            ["scope"] = "openid profile email",
            ["state"] = secret,
            ["nonce"] = nonce,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        });
        return new(url, binding, pending.ExpiresAt.UtcDateTime);
    }

    public async Task<(SignedIn Session, Person Person)> FinishAsync(FinishInput body, CancellationToken cancellationToken)
    {
        // Taken first: whatever is wrong with it, it works once.
        var taken = body.State is { Length: > 0 } secret ? await state.TakeAsync(Row(secret), cancellationToken) : null;
        if (taken is null || string.IsNullOrEmpty(body.Code) || JsonSerializer.Deserialize(taken, NodeJson.Default.PendingSignIn) is not { } pending || pending.ExpiresAt <= clock.GetUtcNow()
            || !IsSame(pending.Binding, BearerSecret.Hash(body.Binding ?? "")) || !string.Equals(pending.RedirectUri, body.RedirectUri, StringComparison.Ordinal))
        {
            throw ProblemException.Unauthenticated("This sign-in was not started by this browser, took too long or was finished already: sign in again.");
        }

        var issuer = (await settings.OfAsync(pending.Tenant, cancellationToken))?.IssuerOf(pending.Issuer);
        if (issuer?.ClientId is not { } clientId)
        {
            throw NoSignIn();
        }

        var token = await ExchangeAsync(issuer, clientId, pending, body.Code, cancellationToken);
        if (await check.ReadAsync(token, issuer, clientId, cancellationToken) is not { } read || !IsFor(read.Claims, pending.Nonce, clientId))
        {
            throw ProblemException.Unauthenticated("The issuer's answer does not hold: sign in again.");
        }

        var person = PersonClaims.Of(read.Claims, issuer);
        return (await sessions.StartAsync(pending.Tenant, issuer.Issuer, person, cancellationToken), person);
    }

    /// <summary>Sign-ins that were begun: few, and of all tenants in one place.</summary>
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken) =>
        await state.RemoveWhereAsync(Rows, row => string.Equals(JsonSerializer.Deserialize(row, NodeJson.Default.PendingSignIn)!.Tenant, tenant, StringComparison.Ordinal), cancellationToken);

    /// <summary>The ID token for a code.</summary>
    private async Task<string> ExchangeAsync(OidcIssuer issuer, string clientId, PendingSignIn pending, string code, CancellationToken cancellationToken)
    {
        var metadata = await directory.MetadataAsync(issuer.Issuer, cancellationToken);
        var secret = (await registry.FindAsync(issuer.Issuer, cancellationToken))?.ClientSecret;
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = pending.RedirectUri, ["code_verifier"] = pending.Verifier };
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token ?? throw NoSignIn());
        if (secret is not null && !metadata.SecretInBody)
        {
            var pair = $"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            form["client_id"] = clientId;
            if (secret is not null)
            {
                form["client_secret"] = secret;
            }
        }

        request.Content = new FormUrlEncodedContent(form);
        try
        {
            var (status, answer) = await http.SendAsync(issuer.Issuer, request, cancellationToken);
            if (status == StatusCodes.Status200OK && IdToken(answer) is { } token)
            {
                return token;
            }

            throw ProblemException.Unauthenticated("The issuer did not accept this sign-in: sign in again. If it stays so, its client, secret or redirect address is not what the tenant's setting says.");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "The issuer does not answer: sign in again in a moment.") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }

    private static string? IdToken(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The token belongs to this sign-in, and to this client where it names one.</summary>
    private static bool IsFor(JsonElement claims, string nonce, string clientId) =>
        claims.TryGetProperty("nonce", out var said) && said.ValueKind == JsonValueKind.String && IsSame(said.GetString()!, nonce)
        && (!claims.TryGetProperty("azp", out var party) || (party.ValueKind == JsonValueKind.String && string.Equals(party.GetString(), clientId, StringComparison.Ordinal)));

    private static string Redirect(string? text) =>
        text is { Length: <= LongestUrl } && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Fragment.Length == 0
            ? text
            : throw ProblemException.BadInput("'redirectUri' is the address that the issuer sends the browser back to.", "redirectUri");

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private static ProblemException NoSignIn() => ProblemException.NotFound("Nobody signs in here with an issuer.");

    private static string Row(string secret) => Rows + BearerSecret.Hash(secret);
}
