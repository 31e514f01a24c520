using CareKpi.Api.People;

namespace CareKpi.Api.SignIn;

/// <summary>A person who has signed in. <see cref="User"/>: of this node, whose row says what holds. Else <see cref="Person"/> is what the issuer <see cref="Issuer"/> said at sign-in.</summary>
internal sealed record Session(string Tenant, string? User, string? Issuer, Person? Person, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Its secret is shown this once.</summary>
public sealed record SignedIn(string Token, DateTime ExpiresAt, string Tenant);
