namespace CareKpi.Kpis.Settings;

/// <summary>An issuer of a tenant: whose access tokens are credentials, and where its people sign in.</summary>
/// <param name="Issuer">As tokens say it in <c>iss</c>; its metadata lies below <c>/.well-known/openid-configuration</c>.</param>
/// <param name="Audience">What access tokens must be meant for.</param>
/// <param name="ClientId">null: nobody signs in with it, it only issues access tokens.</param>
/// <param name="ClientSecret">null: a public client. <see cref="OidcSettings.Hidden"/> where it is kept elsewhere.</param>
/// <param name="Algorithms">Signatures that are believed.</param>
/// <param name="Roles">What values of the role claim stand for; a value that is not in it stands for itself.</param>
public sealed record OidcIssuer(string Issuer, string Audience, string? ClientId, string? ClientSecret, IReadOnlyList<string> Algorithms, OidcClaims Claims, IReadOnlyDictionary<string, string> Roles);

/// <summary>Names of claims.</summary>
public sealed record OidcClaims(string Role, string Teams, string Agent);
