using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Quality;

/// <summary>Bot sessions without a hand-over, of all.</summary>
internal sealed class BotContainmentRate() : Kpi("bot_containment_rate", KeyResultArea.Quality, row: 50)
{
    public override LocalizedText Names { get; } = new(
        En: "Bot containment",
        ZhHant: "機器人解決率",
        ZhHans: "机器人解决率",
        Ms: "Kadar pembendungan bot");

    public override LocalizedText Descriptions { get; } = new(
        En: "Bot sessions that ended without a hand-over to a person ÷ bot sessions × 100.",
        ZhHant: "未移交人工而結束的機器人對話數 ÷ 機器人對話數 × 100。",
        ZhHans: "未移交人工而结束的机器人对话数 ÷ 机器人对话数 × 100。",
        Ms: "Sesi bot yang tamat tanpa penyerahan kepada ejen ÷ sesi bot × 100.");

    public override Formula Formula { get; } = Formula.Share(QualityMeasures.BotContained, of: QualityMeasures.BotSessions);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.T;
}
