using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Of the contacts handled (by voice, chat, …: not of cases without a contact), those transferred out.</summary>
internal sealed class TransferRate() : Kpi("transfer_rate", KeyResultArea.Resolution, row: 120)
{
    public override LocalizedText Names { get; } = new(
        En: "Transfer rate",
        ZhHant: "轉接率",
        ZhHans: "转接率",
        Ms: "Kadar pemindahan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Handled contacts transferred out at least once ÷ contacts handled × 100.",
        ZhHant: "至少轉接過一次的已處理聯絡數 ÷ 已處理聯絡數 × 100。",
        ZhHans: "至少转接过一次的已处理联系数 ÷ 已处理联系数 × 100。",
        Ms: "Hubungan dikendalikan yang dipindahkan sekurang-kurangnya sekali ÷ hubungan yang dikendalikan × 100.");

    public override Formula Formula { get; } = Formula.Share(ContactMeasures.HandledTransferred, of: Amount.CountOf(ContactMeasures.HandleTime));

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;
}
