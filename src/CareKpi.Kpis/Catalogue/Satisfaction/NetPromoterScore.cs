using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Promoters minus detractors, with an adjusted-Wald interval.</summary>
internal sealed class NetPromoterScore() : Kpi("nps", KeyResultArea.Satisfaction, row: 40)
{
    public override LocalizedText Names { get; } = new(
        En: "Net promoter score",
        ZhHant: "淨推薦值",
        ZhHans: "净推荐值",
        Ms: "Skor promoter bersih");

    public override LocalizedText Descriptions { get; } = new(
        En: "(Promoters, 9–10, − detractors, 0–6) ÷ all answers × 100. Passives, 7–8, count among the answers only.",
        ZhHant: "（推薦者數（9–10 分）− 批評者數（0–6 分））÷ 全部回覆數 × 100。被動者（7–8 分）只計入回覆數。",
        ZhHans: "（推荐者数（9–10 分）− 贬损者数（0–6 分））÷ 全部答复数 × 100。被动者（7–8 分）只计入答复数。",
        Ms: "(Promoter, 9–10, − pengkritik, 0–6) ÷ semua jawapan × 100. Responden pasif, 7–8, hanya dikira dalam jumlah jawapan.");

    public override Formula Formula { get; } = Formula.NetShare(SurveyMeasures.NpsPromoters, minus: SurveyMeasures.NpsDetractors, of: SurveyMeasures.NpsAnswers);

    public override string Unit => Units.MinusHundredToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
