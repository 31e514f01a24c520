using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Scheduled time spent as scheduled.</summary>
internal sealed class Adherence() : Kpi("adherence", KeyResultArea.Efficiency, row: 80)
{
    public override LocalizedText Names { get; } = new(
        En: "Schedule adherence",
        ZhHant: "排班遵守率",
        ZhHans: "排班遵守率",
        Ms: "Pematuhan jadual");

    public override LocalizedText Descriptions { get; } = new(
        En: "Scheduled time spent in the scheduled state ÷ scheduled time so far × 100; available, assisting and wrap are one state, time scheduled offline does not count.",
        ZhHant: "按排班狀態度過的排班時間 ÷ 至今的排班時間 × 100；可接聽、服務中與後續處理視為同一狀態，排為離線的時間不計。",
        ZhHans: "按排班状态度过的排班时间 ÷ 至今的排班时间 × 100；可接听、服务中与后续处理视为同一状态，排为离线的时间不计。",
        Ms: "Masa berjadual dalam status yang dijadualkan ÷ masa berjadual setakat ini × 100; tersedia, membantu dan kerja susulan ialah satu status, masa yang dijadualkan luar talian tidak dikira.");

    public override Formula Formula { get; } = Formula.TimeShare(AttendanceMeasures.Kept, of: AttendanceMeasures.Scheduled, AttendanceMeasures.Schedules);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override SettlingWindow Window => SettlingWindow.RunningStatus;
}
