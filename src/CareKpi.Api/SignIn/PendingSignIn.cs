namespace CareKpi.Api.SignIn;

/// <summary>A sign-in that was started and not finished, found by the hash of its state. <see cref="Binding"/>: the hash of what only the browser that started it has.</summary>
internal sealed record PendingSignIn(string Tenant, string Issuer, string RedirectUri, string Nonce, string Verifier, string Binding, DateTimeOffset ExpiresAt);
