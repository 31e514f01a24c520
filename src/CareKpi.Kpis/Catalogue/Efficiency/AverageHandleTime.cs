using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Talk, hold and wrap of contacts handled.</summary>
internal sealed class AverageHandleTime() : Kpi("average_handle_time", KeyResultArea.Efficiency, row: 10)
{
    public override LocalizedText Names { get; } = new(
        En: "Average handle time (AHT)",
        ZhHant: "平均處理時間",
        ZhHans: "平均处理时间",
        Ms: "Purata masa pengendalian");

    public override LocalizedText Descriptions { get; } = new(
        En: "(Talk + hold + wrap time) of contacts handled ÷ contacts handled.",
        ZhHant: "已處理聯絡的（通話 + 保留 + 後續處理）時間 ÷ 已處理聯絡數。",
        ZhHans: "已处理联系的（通话 + 保持 + 后续处理）时间 ÷ 已处理联系数。",
        Ms: "Masa (perbualan + tahan + kerja susulan) bagi hubungan yang dikendalikan ÷ hubungan yang dikendalikan.");

    public override Formula Formula { get; } = Formula.Mean(ContactMeasures.HandleTime);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
