using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Reports;

public enum ReportLocale : byte { En, ZhHant, ZhHans, Ms }

public static class ReportLocales
{
    private static readonly string[] Words = ["en", "zh-Hant", "zh-Hans", "ms"];

    public static string Word(this ReportLocale locale) => Words[(int)locale];

    /// <summary>null: there is no such locale.</summary>
    public static ReportLocale? Of(string word) => Array.IndexOf(Words, word) is >= 0 and var index ? (ReportLocale)index : null;

    public static string In(this LocalizedText text, ReportLocale locale) => locale switch { ReportLocale.ZhHant => text.ZhHant, ReportLocale.ZhHans => text.ZhHans, ReportLocale.Ms => text.Ms, _ => text.En };
}
