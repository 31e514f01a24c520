using System.Globalization;

namespace CareKpi.Api.Node;

/// <summary>A place in a tenant's log as it is written outside: <c>demo:88121</c>.</summary>
internal static class Positions
{
    public static string Of(string tenant, long seq) => string.Create(CultureInfo.InvariantCulture, $"{tenant}:{seq}");

    /// <summary>null: not a position of this tenant.</summary>
    public static long? Parse(string tenant, string text) =>
        text.Length > tenant.Length + 1 && text.StartsWith(tenant, StringComparison.Ordinal) && text[tenant.Length] == ':'
        && long.TryParse(text.AsSpan(tenant.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;
}
