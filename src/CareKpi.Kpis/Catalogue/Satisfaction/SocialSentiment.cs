using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Positive minus negative mentions.</summary>
internal sealed class SocialSentiment() : Kpi("social_sentiment", KeyResultArea.Satisfaction, row: 90)
{
    public override LocalizedText Names { get; } = new(
        En: "Social media sentiment",
        ZhHant: "社群情緒",
        ZhHans: "社交媒体情绪",
        Ms: "Sentimen media sosial");

    public override LocalizedText Descriptions { get; } = new(
        En: "(Positive − negative mentions) ÷ mentions × 100; mentions without a label are scored by the built-in analyser, the part machine_scored says how many.",
        ZhHant: "（正面提及 − 負面提及）÷ 提及總數 × 100；沒有標籤的提及由內建分析器評分，其數量另行列出。",
        ZhHans: "（正面提及 − 负面提及）÷ 提及总数 × 100；没有标签的提及由内置分析器评分，其数量另行列出。",
        Ms: "(Sebutan positif − negatif) ÷ sebutan × 100; sebutan tanpa label dinilai oleh penganalisis terbina dalam, bilangannya dinyatakan berasingan.");

    public override Formula Formula { get; } = Formula.Balance(SentimentMeasures.MentionsPositive, SentimentMeasures.MentionsNegative, of: SentimentMeasures.Mentions)
        .WithPart("machine_scored", SentimentMeasures.MentionsMachineScored, of: SentimentMeasures.Mentions);

    public override string Unit => Units.MinusHundredToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TC;
}
