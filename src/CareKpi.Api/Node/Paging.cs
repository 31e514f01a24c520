using System.Globalization;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Node;

/// <summary>How lists are paged: <c>first</c> items after a cursor.</summary>
internal static class Paging
{
    public const int Max = 100;
    public const int Usual = 20;

    /// <summary>How many items a page holds.</summary>
    public static int Most(int? first, int max = Max, int usual = Usual) =>
        (first ?? usual) is var most && most >= 1 && most <= max ? most : throw ProblemException.BadInput(string.Create(CultureInfo.InvariantCulture, $"A page holds 1 to {max:N0} items."), "first");

    /// <summary>The items behind a cursor, which is the sort key of the last one that was told.</summary>
    public static (IReadOnlyList<T> Items, bool HasNextPage, string? Cursor) Page<T>(IEnumerable<T> all, Func<T, string> sortKey, int? first, string? after)
    {
        var most = Most(first);
        var found = all.Select(item => (Key: sortKey(item), Item: item)).Where(pair => string.IsNullOrEmpty(after) || string.CompareOrdinal(pair.Key, after) > 0)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(most + 1).ToList();
        var page = found.Take(most).ToList();
        return ([.. page.Select(pair => pair.Item)], found.Count > most, page.Count == 0 ? null : page[^1].Key);
    }
}
