using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Mean sentiment of what customers write to the tenant.</summary>
internal sealed class InteractionSentiment() : Kpi("interaction_sentiment", KeyResultArea.Satisfaction, row: 100)
{
    public override LocalizedText Names { get; } = new(
        En: "Interaction sentiment",
        ZhHant: "情緒分析",
        ZhHans: "情绪分析",
        Ms: "Sentimen interaksi");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the sentiments (−1 to 1) of customer messages and survey comments ÷ number of those with one; texts without a score are scored by the built-in analyser, the part machine_scored says how many.",
        ZhHant: "客戶訊息與問卷留言的情緒分數（−1 至 1）總和 ÷ 有分數的則數；沒有分數的文字由內建分析器評分，其數量另行列出。",
        ZhHans: "客户消息与问卷留言的情绪分数（−1 至 1）总和 ÷ 有分数的条数；没有分数的文字由内置分析器评分，其数量另行列出。",
        Ms: "Jumlah sentimen (−1 hingga 1) mesej pelanggan dan komen tinjauan ÷ bilangan yang mempunyainya; teks tanpa skor dinilai oleh penganalisis terbina dalam, bilangannya dinyatakan berasingan.");

    public override Formula Formula { get; } = Formula.Mean(SentimentMeasures.Interaction).WithInterval()
        .WithPart("machine_scored", SentimentMeasures.InteractionMachineScored, of: Amount.CountOf(SentimentMeasures.Interaction));

    public override string Unit => Units.MinusOneToOne;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.TMAC;
}
