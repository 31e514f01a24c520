namespace CareKpi.Kpis.Catalogue;

/// <summary>One text in every language that names are served in.</summary>
public sealed record LocalizedText(string En, string ZhHant, string ZhHans, string Ms)
{
    /// <summary>Each with its locale as the read API spells it: <c>en</c>, <c>zh-Hant</c>, <c>zh-Hans</c>, <c>ms</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> ByLocale =>
    [
        new("en", En),
        new("zh-Hant", ZhHant),
        new("zh-Hans", ZhHans),
        new("ms", Ms),
    ];
}
