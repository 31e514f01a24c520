using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Of the surveys sent, those answered at any time; on the day of sending.</summary>
internal sealed class SurveyResponseRate() : Kpi("survey_response_rate", KeyResultArea.Satisfaction, row: 30)
{
    public override LocalizedText Names { get; } = new(
        En: "Survey response rate",
        ZhHant: "問卷回覆率",
        ZhHans: "问卷回复率",
        Ms: "Kadar respons tinjauan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Surveys sent in the period that were answered ÷ surveys sent in the period × 100. Answers to surveys without a recorded sending do not count.",
        ZhHant: "期間內發出且已獲回覆的問卷數 ÷ 期間內發出的問卷數 × 100。沒有發送紀錄的回覆不計入。",
        ZhHans: "期间内发出且已获回复的问卷数 ÷ 期间内发出的问卷数 × 100。没有发送记录的回复不计入。",
        Ms: "Tinjauan yang dihantar dalam tempoh itu dan dijawab ÷ tinjauan yang dihantar dalam tempoh itu × 100. Jawapan tanpa rekod penghantaran tidak dikira.");

    public override Formula Formula { get; } = Formula.Share(SurveyMeasures.SurveysSentAnswered, of: SurveyMeasures.SurveysSent).WithInterval();

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMA;
}
