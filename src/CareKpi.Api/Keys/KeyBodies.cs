namespace CareKpi.Api.Keys;

/// <summary>Body of a request for a key.</summary>
public sealed record NewKey(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt, IReadOnlyList<string>? Networks, IReadOnlyList<string>? Levels);

/// <summary>The answer to it: the only time that <see cref="Key"/> is shown.</summary>
public sealed record IssuedKey(string Id, string Key, string Name, IReadOnlyList<string> Scopes, DateTime CreatedAt, DateTime? ExpiresAt, IReadOnlyList<string> Networks, IReadOnlyList<string> Levels);

public sealed record KeyInfo(string Id, string Name, IReadOnlyList<string> Scopes, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt, IReadOnlyList<string> Networks, IReadOnlyList<string> Levels);

public sealed record KeyList(IReadOnlyList<KeyInfo> Items);
