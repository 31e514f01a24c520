using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Raised to the first resolution that the customer did not refuse.</summary>
internal sealed class ComplaintResolutionTime() : Kpi("complaint_resolution_time", KeyResultArea.Resolution, row: 140)
{
    public override LocalizedText Names { get; } = new(
        En: "Complaint resolution time",
        ZhHant: "投訴解決時間",
        ZhHans: "投诉解决时间",
        Ms: "Masa penyelesaian aduan pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the times from raising a complaint to its first resolution that the customer did not refuse ÷ number of complaints so resolved.",
        ZhHant: "投訴自提出至首次未遭客戶拒絕的解決之時間總和 ÷ 如此解決的投訴數。",
        ZhHans: "投诉自提出至首次未遭客户拒绝的解决之时间总和 ÷ 如此解决的投诉数。",
        Ms: "Jumlah masa dari aduan dibuat hingga penyelesaian pertama yang tidak ditolak oleh pelanggan ÷ bilangan aduan yang diselesaikan sedemikian.");

    public override Formula Formula { get; } = Formula.Mean(QualityMeasures.ComplaintResolutionTime);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.Resolved;
}
