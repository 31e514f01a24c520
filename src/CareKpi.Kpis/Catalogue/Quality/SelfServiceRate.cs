using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Quality;

/// <summary>Self-service sessions that no contact followed.</summary>
internal sealed class SelfServiceRate() : Kpi("self_service_rate", KeyResultArea.Quality, row: 40)
{
    public override LocalizedText Names { get; } = new(
        En: "Self-service deflection",
        ZhHant: "自助服務分流率",
        ZhHans: "自助服务分流率",
        Ms: "Kadar layan diri");

    public override LocalizedText Descriptions { get; } = new(
        En: "Self-service sessions with no contact by the same customer within 48 hours ÷ (those + inbound contacts and cases opened by customers that no contact names) × 100.",
        ZhHant: "結束後 48 小時內同一客戶未再聯繫的自助服務次數 ÷（該次數 + 進線聯繫及由客戶開啟且沒有對應聯繫的工單數）× 100。",
        ZhHans: "结束后 48 小时内同一客户未再联系的自助服务次数 ÷（该次数 + 进线联系及由客户开启且没有对应联系的工单数）× 100。",
        Ms: "Sesi layan diri tanpa hubungan oleh pelanggan yang sama dalam 48 jam ÷ (sesi itu + hubungan masuk dan kes dibuka pelanggan tanpa hubungan) × 100.");

    public override Formula Formula { get; } = Formula.Share(
        SelfServiceMeasures.Deflected,
        of: SelfServiceMeasures.Deflected + ContactMeasures.InboundAnswered + ContactMeasures.InboundAbandoned + ContactMeasures.InboundCallback + SelfServiceMeasures.CasesWithoutContact);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.T;

    public override SettlingWindow Window => SettlingWindow.Hours48;
}
