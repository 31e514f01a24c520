using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Assisting of the time at hand for customers.</summary>
internal sealed class Occupancy() : Kpi("occupancy", KeyResultArea.Efficiency, row: 50)
{
    public override LocalizedText Names { get; } = new(
        En: "Occupancy",
        ZhHant: "佔用率",
        ZhHans: "占用率",
        Ms: "Kadar kesibukan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Time assisting customers ÷ (time assisting + time available) × 100. Concurrent work counts by the clock.",
        ZhHant: "服務客戶的時間 ÷（服務客戶的時間 + 待命時間）× 100。同時處理的工作依實際時鐘時間計一次。",
        ZhHans: "服务客户的时间 ÷（服务客户的时间 + 待命时间）× 100。同时处理的工作按实际时钟时间计一次。",
        Ms: "Masa membantu pelanggan ÷ (masa membantu + masa sedia ada) × 100. Kerja serentak dikira mengikut jam.");

    public override Formula Formula { get; } = Formula.TimeShare(WorkMeasures.Assisting, of: WorkMeasures.Assisting + WorkMeasures.Available, WorkMeasures.Intervals);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override SettlingWindow Window => SettlingWindow.RunningStatus;
}
