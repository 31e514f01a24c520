namespace CareKpi.Api.SignIn;

public sealed record StartInput(string? Tenant, string? RedirectUri);

/// <summary>Where the browser goes. <see cref="Binding"/> goes into a short-lived cookie and comes back with <see cref="FinishInput"/>, so that nobody is signed in by somebody else's link.</summary>
public sealed record StartedBody(string AuthorizeUrl, string Binding, DateTime ExpiresAt);

public sealed record FinishInput(string? State, string? Code, string? Binding, string? RedirectUri);

public sealed record RedeemInput(string? Token);
