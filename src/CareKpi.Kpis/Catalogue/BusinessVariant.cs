using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue;

/// <summary>The variant <c>.business</c> of a duration of cases: the same in the tenant's business hours, and in calendar time for a tenant that has set none.</summary>
internal static class BusinessVariant
{
    public static Variant Of(Kpi parent, Measure duration)
    {
        var (names, descriptions) = (parent.Names, parent.Descriptions);
        return new(
            parent,
            "business",
            new(
                En: $"{names.En}, business hours",
                ZhHant: $"{names.ZhHant}（營業時間）",
                ZhHans: $"{names.ZhHans}（营业时间）",
                Ms: $"{names.Ms} (waktu perniagaan)"),
            new(
                En: $"{descriptions.En} Counted in the business hours that hold when it ends; in calendar time where none are set.",
                ZhHant: $"{descriptions.ZhHant}只計結束當時有效的營業時間；未設定者按日曆時間計算。",
                ZhHans: $"{descriptions.ZhHans}只计结束当时有效的营业时间；未设定者按日历时间计算。",
                Ms: $"{descriptions.Ms} Dikira dalam waktu perniagaan yang berkuat kuasa pada penghujungnya; dalam masa kalendar jika tiada yang ditetapkan."),
            Formula.Mean(duration));
    }
}
