using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Quality;

/// <summary>Resolved cases on which an article was used, of all.</summary>
internal sealed class KnowledgeBaseUtilization() : Kpi("knowledge_base_utilization", KeyResultArea.Quality, row: 30)
{
    public override LocalizedText Names { get; } = new(
        En: "Knowledge base use",
        ZhHant: "知識庫使用率",
        ZhHans: "知识库使用率",
        Ms: "Penggunaan pangkalan pengetahuan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Resolved cases with an article on a message, the resolution or a contact ÷ resolved cases × 100.",
        ZhHant: "在訊息、解決或進線中引用過文章的已解決工單數 ÷ 已解決工單數 × 100。",
        ZhHans: "在消息、解决或进线中引用过文章的已解决工单数 ÷ 已解决工单数 × 100。",
        Ms: "Kes diselesaikan yang mempunyai artikel pada mesej, penyelesaian atau hubungan ÷ kes diselesaikan × 100.");

    public override Formula Formula { get; } = Formula.Share(QualityMeasures.ResolvedWithArticle, of: CaseMeasures.Resolved);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;
}
