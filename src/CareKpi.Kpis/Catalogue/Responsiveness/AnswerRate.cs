using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Answered of offered; a callback is offered and not answered.</summary>
internal sealed class AnswerRate() : Kpi("answer_rate", KeyResultArea.Responsiveness, row: 60)
{
    public override LocalizedText Names { get; } = new(
        En: "Answer rate",
        ZhHant: "回答百分比",
        ZhHans: "接听率",
        Ms: "Kadar jawapan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Answered inbound contacts ÷ offered inbound contacts (answered, abandoned and callbacks) × 100.",
        ZhHant: "已接聽進線數 ÷ 全部進線數（已接聽、已放棄與預約回撥）× 100。",
        ZhHans: "已接听进线数 ÷ 全部进线数（已接听、已放弃与预约回拨）× 100。",
        Ms: "Hubungan masuk yang dijawab ÷ hubungan masuk yang ditawarkan (dijawab, diabaikan dan panggilan balik) × 100.");

    public override Formula Formula { get; } = Formula.Share(
        ContactMeasures.InboundAnswered,
        of: ContactMeasures.InboundAnswered + ContactMeasures.InboundAbandoned + ContactMeasures.InboundCallback);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
