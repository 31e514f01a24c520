using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Complaints raised for each contact.</summary>
internal sealed class ComplaintRate() : Kpi("complaint_rate", KeyResultArea.Resolution, row: 130)
{
    public override LocalizedText Names { get; } = new(
        En: "Complaint rate",
        ZhHant: "客戶投訴率",
        ZhHans: "客户投诉率",
        Ms: "Kadar aduan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Complaints raised ÷ contacts × 100; contacts are those of the contact volume.",
        ZhHant: "投訴數 ÷ 服務請求量 × 100。",
        ZhHans: "投诉数 ÷ 服务请求量 × 100。",
        Ms: "Aduan yang dibuat ÷ hubungan × 100; hubungan ialah jumlah hubungan perkhidmatan.");

    public override Formula Formula { get; } = Formula.Share(QualityMeasures.ComplaintsRaised, of: ContactMeasures.Volume);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
