using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Settings;
using static CareKpi.Kpis.Measures.ContactMeasures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Contacts answered within the threshold of their channel, by the tenant's mode; each mode is a variant of its own.</summary>
internal sealed class ServiceLevel : Kpi
{
    public ServiceLevel()
        : base("service_level", KeyResultArea.Responsiveness, row: 50) =>
        Variants = [.. ServiceLevelModes.All.Select(By)];

    public override IReadOnlyList<Kpi> Variants { get; }

    public override LocalizedText Names { get; } = new(
        En: "Service level",
        ZhHant: "服務級別",
        ZhHans: "服务级别",
        Ms: "Tahap perkhidmatan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Contacts answered within the threshold of their channel ÷ contacts judged × 100; which contacts are met and which are judged is the tenant's mode.",
        ZhHant: "在渠道時限內接聽的進線數 ÷ 納入評定的進線數 × 100；何者視為達標、何者納入評定，依租戶設定的模式。",
        ZhHans: "在渠道时限内接听的进线数 ÷ 纳入评定的进线数 × 100；何者视为达标、何者纳入评定，依租户设定的模式。",
        Ms: "Hubungan yang dijawab dalam had salurannya ÷ hubungan yang dinilai × 100; hubungan mana dikira tercapai dan mana dinilai mengikut mod penyewa.");

    public override Formula Formula { get; } = Formula.Chosen(
        [.. ServiceLevelModes.All.Select(In)],
        context => In(context.ServiceLevelMode),
        "service_level.<mode of the tenant>");

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;

    private Variant By(ServiceLevelMode mode) => new(this, mode.ToCode(), ServiceLevelTexts.Names(mode), ServiceLevelTexts.Descriptions(mode), In(mode));

    private static Formula In(ServiceLevelMode mode) => mode switch
    {
        ServiceLevelMode.AnsweredAndAbandonedInTime => Formula.Share(JudgedAnsweredInTime + JudgedAbandonedInTime, of: JudgedAnswered + JudgedAbandoned),
        ServiceLevelMode.AnsweredOnly => Formula.Share(JudgedAnsweredInTime, of: JudgedAnswered),
        ServiceLevelMode.AllOffered => Formula.Share(JudgedAnsweredInTime, of: JudgedAnswered + JudgedAbandoned),
        ServiceLevelMode.ExcludeAbandonedInTime => Formula.Share(JudgedAnsweredInTime, of: JudgedAnswered + JudgedAbandoned - JudgedAbandonedInTime),
        ServiceLevelMode.ShortAsMet => Formula.Share(JudgedAnsweredInTime + JudgedShortAbandoned, of: JudgedAnswered + JudgedAbandoned),
        ServiceLevelMode.ExcludeShort => Formula.Share(JudgedAnsweredInTime, of: JudgedAnswered + JudgedAbandoned - JudgedShortAbandoned),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "no such service-level mode"),
    };
}
