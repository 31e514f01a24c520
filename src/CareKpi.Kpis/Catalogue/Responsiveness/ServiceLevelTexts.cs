using CareKpi.Kpis.Settings;
namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>What the modes of the service level are called, and their formulas in words.</summary>
internal static class ServiceLevelTexts
{
    public static LocalizedText Names(ServiceLevelMode mode) => mode switch
    {
        ServiceLevelMode.AnsweredAndAbandonedInTime => new(
            En: "Service level (answered and abandoned in time)",
            ZhHant: "服務級別（含時限內放棄）",
            ZhHans: "服务级别（含时限内放弃）",
            Ms: "Tahap perkhidmatan (dijawab dan diabaikan dalam had)"),
        ServiceLevelMode.AnsweredOnly => new(
            En: "Service level (answered only)",
            ZhHant: "服務級別（僅計已接聽）",
            ZhHans: "服务级别（仅计已接听）",
            Ms: "Tahap perkhidmatan (dijawab sahaja)"),
        ServiceLevelMode.AllOffered => new(
            En: "Service level (of all offered)",
            ZhHant: "服務級別（全部進線）",
            ZhHans: "服务级别（全部进线）",
            Ms: "Tahap perkhidmatan (semua yang ditawarkan)"),
        ServiceLevelMode.ExcludeAbandonedInTime => new(
            En: "Service level (without those abandoned in time)",
            ZhHant: "服務級別（不計時限內放棄）",
            ZhHans: "服务级别（不计时限内放弃）",
            Ms: "Tahap perkhidmatan (tanpa yang diabaikan dalam had)"),
        ServiceLevelMode.ShortAsMet => new(
            En: "Service level (short abandons as met)",
            ZhHant: "服務級別（短時放棄視為達標）",
            ZhHans: "服务级别（短时放弃视为达标）",
            Ms: "Tahap perkhidmatan (pengabaian singkat dikira tercapai)"),
        ServiceLevelMode.ExcludeShort => new(
            En: "Service level (without short abandons)",
            ZhHant: "服務級別（不計短時放棄）",
            ZhHans: "服务级别（不计短时放弃）",
            Ms: "Tahap perkhidmatan (tanpa pengabaian singkat)"),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "no such service-level mode"),
    };

    public static LocalizedText Descriptions(ServiceLevelMode mode) => mode switch
    {
        ServiceLevelMode.AnsweredAndAbandonedInTime => new(
            En: "Contacts answered or abandoned within the threshold ÷ contacts answered or abandoned × 100.",
            ZhHant: "時限內接聽或放棄的進線數 ÷ 已接聽與已放棄的進線數 × 100。",
            ZhHans: "时限内接听或放弃的进线数 ÷ 已接听与已放弃的进线数 × 100。",
            Ms: "Hubungan yang dijawab atau diabaikan dalam had ÷ hubungan yang dijawab atau diabaikan × 100."),
        ServiceLevelMode.AnsweredOnly => new(
            En: "Contacts answered within the threshold ÷ contacts answered × 100.",
            ZhHant: "時限內接聽的進線數 ÷ 已接聽的進線數 × 100。",
            ZhHans: "时限内接听的进线数 ÷ 已接听的进线数 × 100。",
            Ms: "Hubungan yang dijawab dalam had ÷ hubungan yang dijawab × 100."),
        ServiceLevelMode.AllOffered => new(
            En: "Contacts answered within the threshold ÷ contacts answered or abandoned × 100.",
            ZhHant: "時限內接聽的進線數 ÷ 已接聽與已放棄的進線數 × 100。",
            ZhHans: "时限内接听的进线数 ÷ 已接听与已放弃的进线数 × 100。",
            Ms: "Hubungan yang dijawab dalam had ÷ hubungan yang dijawab atau diabaikan × 100."),
        ServiceLevelMode.ExcludeAbandonedInTime => new(
            En: "Contacts answered within the threshold ÷ contacts answered, or abandoned after the threshold, × 100.",
            ZhHant: "時限內接聽的進線數 ÷ 已接聽與逾時放棄的進線數 × 100。",
            ZhHans: "时限内接听的进线数 ÷ 已接听与超时放弃的进线数 × 100。",
            Ms: "Hubungan yang dijawab dalam had ÷ hubungan yang dijawab, atau diabaikan selepas had, × 100."),
        ServiceLevelMode.ShortAsMet => new(
            En: "Contacts answered within the threshold or abandoned within the short-abandon limit ÷ contacts answered or abandoned × 100.",
            ZhHant: "時限內接聽與短時放棄的進線數 ÷ 已接聽與已放棄的進線數 × 100。",
            ZhHans: "时限内接听与短时放弃的进线数 ÷ 已接听与已放弃的进线数 × 100。",
            Ms: "Hubungan yang dijawab dalam had atau diabaikan dalam had singkat ÷ hubungan yang dijawab atau diabaikan × 100."),
        ServiceLevelMode.ExcludeShort => new(
            En: "Contacts answered within the threshold ÷ contacts answered, or abandoned after the short-abandon limit, × 100.",
            ZhHant: "時限內接聽的進線數 ÷ 已接聽與非短時放棄的進線數 × 100。",
            ZhHans: "时限内接听的进线数 ÷ 已接听与非短时放弃的进线数 × 100。",
            Ms: "Hubungan yang dijawab dalam had ÷ hubungan yang dijawab, atau diabaikan selepas had singkat, × 100."),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "no such service-level mode"),
    };
}
