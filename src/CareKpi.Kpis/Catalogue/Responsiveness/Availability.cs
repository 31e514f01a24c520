using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Time that services were up.</summary>
internal sealed class Availability() : Kpi("sla_availability", KeyResultArea.Responsiveness, row: 130)
{
    public override LocalizedText Names { get; } = new(
        En: "Availability",
        ZhHant: "正常運行時間",
        ZhHans: "正常运行时间",
        Ms: "Ketersediaan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Observed time in which a service was up ÷ observed time × 100; services side by side.",
        ZhHant: "服務正常運行的觀測時間 ÷ 觀測時間 × 100；各服務並列計算。",
        ZhHans: "服务正常运行的观测时间 ÷ 观测时间 × 100；各服务并列计算。",
        Ms: "Masa pemerhatian semasa perkhidmatan berfungsi ÷ masa pemerhatian × 100; setiap perkhidmatan dikira berasingan.");

    public override Formula Formula { get; } = Formula.TimeShare(AttendanceMeasures.Up, of: AttendanceMeasures.Observed, AttendanceMeasures.Observations);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.T;
}
