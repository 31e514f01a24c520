using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Assisting of paid time.</summary>
internal sealed class Utilization() : Kpi("utilization", KeyResultArea.Efficiency, row: 40)
{
    public override LocalizedText Names { get; } = new(
        En: "Agent utilization",
        ZhHant: "代理人利用率",
        ZhHans: "坐席利用率",
        Ms: "Penggunaan ejen");

    public override LocalizedText Descriptions { get; } = new(
        En: "Time assisting customers, wrap included, ÷ paid time (every status but offline) × 100.",
        ZhHant: "服務客戶的時間（含後續處理）÷ 計薪時間（離線以外的所有狀態）× 100。",
        ZhHans: "服务客户的时间（含后续处理）÷ 计薪时间（离线以外的所有状态）× 100。",
        Ms: "Masa membantu pelanggan, termasuk kerja susulan, ÷ masa bergaji (semua status kecuali luar talian) × 100.");

    public override Formula Formula { get; } = Formula.TimeShare(WorkMeasures.Assisting, of: WorkMeasures.Paid, WorkMeasures.Intervals);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override SettlingWindow Window => SettlingWindow.RunningStatus;
}
