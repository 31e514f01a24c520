using CareKpi.Api.Access;

namespace CareKpi.Api.Keys;

internal static class KeyScopeWords
{
    private static readonly (string Word, KeyScopes Scope)[] All =
        [("ingest", KeyScopes.Ingest), ("read", KeyScopes.Read), ("export", KeyScopes.Export), ("widget", KeyScopes.Widget), ("manage", KeyScopes.Manage)];

    public static string[] Of(KeyScopes scopes) => [.. All.Where(pair => scopes.HasFlag(pair.Scope)).Select(pair => pair.Word)];

    public static KeyScopes? Parse(string word) => Array.Find(All, pair => string.Equals(pair.Word, word, StringComparison.Ordinal)) is { Word: not null } found ? found.Scope : null;
}
