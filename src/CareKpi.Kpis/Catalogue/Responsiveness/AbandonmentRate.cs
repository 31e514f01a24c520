using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Abandoned of offered; short abandons leave both sides.</summary>
internal sealed class AbandonmentRate() : Kpi("abandonment_rate", KeyResultArea.Responsiveness, row: 70)
{
    public override LocalizedText Names { get; } = new(
        En: "Abandonment rate",
        ZhHant: "放棄率",
        ZhHans: "放弃率",
        Ms: "Kadar pengabaian");

    public override LocalizedText Descriptions { get; } = new(
        En: "Abandoned inbound contacts ÷ offered inbound contacts (answered, abandoned and callbacks) × 100. Those abandoned within the short-abandon limit, if one is set, leave both.",
        ZhHant: "已放棄進線數 ÷ 全部進線數（已接聽、已放棄與預約回撥）× 100。若設有短時放棄上限，上限內的放棄從分子與分母中一併剔除。",
        ZhHans: "已放弃进线数 ÷ 全部进线数（已接听、已放弃与预约回拨）× 100。若设有短时放弃上限，上限内的放弃从分子与分母中一并剔除。",
        Ms: "Hubungan masuk yang diabaikan ÷ hubungan masuk yang ditawarkan (dijawab, diabaikan dan panggilan balik) × 100. Pengabaian dalam had singkat, jika ditetapkan, dikeluarkan daripada kedua-duanya.");

    public override Formula Formula { get; } = Formula.Share(
        ContactMeasures.InboundAbandoned - ContactMeasures.ShortAbandoned,
        of: ContactMeasures.InboundAnswered + ContactMeasures.InboundAbandoned + ContactMeasures.InboundCallback - ContactMeasures.ShortAbandoned);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
