using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Inbound contacts that ended resolved, of those of which it is known.</summary>
internal sealed class ResolutionRate() : Kpi("resolution_rate", KeyResultArea.Resolution, row: 10)
{
    public override LocalizedText Names { get; } = new(
        En: "Resolution rate",
        ZhHant: "解決率",
        ZhHans: "解决率",
        Ms: "Kadar resolusi");

    public override LocalizedText Descriptions { get; } = new(
        En: "Inbound contacts that ended resolved ÷ inbound contacts whose resolution is known × 100. Abandoned contacts and callbacks count as not resolved.",
        ZhHant: "結束時已解決的進線數 ÷ 解決與否已知的進線數 × 100。已放棄與預約回撥的進線計為未解決。",
        ZhHans: "结束时已解决的进线数 ÷ 解决与否已知的进线数 × 100。已放弃与预约回拨的进线计为未解决。",
        Ms: "Hubungan masuk yang berakhir dengan resolusi ÷ hubungan masuk yang resolusinya diketahui × 100. Hubungan yang diabaikan dan panggilan balik dikira sebagai tidak selesai.");

    public override Formula Formula { get; } = Formula.Share(ContactMeasures.ResolutionResolved, of: ContactMeasures.ResolutionKnown);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
