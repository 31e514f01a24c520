using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Low-effort share, with a Wilson interval.</summary>
internal sealed class CustomerEffortScore() : Kpi("ces", KeyResultArea.Satisfaction, row: 50)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer effort score (low-effort share)",
        ZhHant: "客戶努力得分",
        ZhHans: "客户努力得分",
        Ms: "Skor usaha pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Low-effort answers ÷ all answers × 100. Low effort is 1–2 on a 1–5 effort scale and 5–7 on a 1–7 agreement scale, unless the survey sets its own band.",
        ZhHant: "低費力回覆數 ÷ 全部回覆數 × 100。1–5 分費力量表的 1–2 分、1–7 分同意量表的 5–7 分為低費力，問卷可自訂範圍。",
        ZhHans: "低费力答复数 ÷ 全部答复数 × 100。1–5 分费力量表的 1–2 分、1–7 分同意量表的 5–7 分为低费力，问卷可自定范围。",
        Ms: "Jawapan usaha rendah ÷ semua jawapan × 100. Usaha rendah ialah 1–2 pada skala usaha 1–5 dan 5–7 pada skala persetujuan 1–7, melainkan tinjauan menetapkan julatnya sendiri.");

    public override Formula Formula { get; } = Formula.Share(SurveyMeasures.CesLowEffort, of: SurveyMeasures.CesAnswers).WithInterval();

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
