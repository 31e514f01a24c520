using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Assisting or in training, of paid time.</summary>
internal sealed class AgentEfficiency() : Kpi("agent_efficiency", KeyResultArea.Efficiency, row: 60)
{
    public override LocalizedText Names { get; } = new(
        En: "Agent efficiency",
        ZhHant: "客服工作效率",
        ZhHans: "客服工作效率",
        Ms: "Kecekapan ejen");

    public override LocalizedText Descriptions { get; } = new(
        En: "Time assisting customers or in training ÷ paid time (every status but offline) × 100.",
        ZhHant: "服務客戶或受訓的時間 ÷ 計薪時間（離線以外的所有狀態）× 100。",
        ZhHans: "服务客户或培训的时间 ÷ 计薪时间（离线以外的所有状态）× 100。",
        Ms: "Masa membantu pelanggan atau menjalani latihan ÷ masa bergaji (semua status kecuali luar talian) × 100.");

    public override Formula Formula { get; } = Formula.TimeShare(WorkMeasures.Productive, of: WorkMeasures.Paid, WorkMeasures.Intervals);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override SettlingWindow Window => SettlingWindow.RunningStatus;
}
