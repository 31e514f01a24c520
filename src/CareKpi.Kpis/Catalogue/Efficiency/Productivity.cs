using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Cases resolved an hour worked; null for who sends no status.</summary>
internal sealed class Productivity() : Kpi("productivity", KeyResultArea.Efficiency, row: 70)
{
    public override LocalizedText Names { get; } = new(
        En: "Productivity",
        ZhHant: "工作效率",
        ZhHans: "工作效率",
        Ms: "Produktiviti");

    public override LocalizedText Descriptions { get; } = new(
        En: "Cases resolved ÷ hours worked (every status but break and offline).",
        ZhHant: "已解決工單數 ÷ 工作時數（休息與離線以外的所有狀態）。",
        ZhHans: "已解决工单数 ÷ 工作小时数（休息与离线以外的所有状态）。",
        Ms: "Kes yang diselesaikan ÷ jam bekerja (semua status kecuali rehat dan luar talian).");

    public override Formula Formula { get; } = Formula.PerHour(CaseMeasures.Resolved, WorkMeasures.Paid - WorkMeasures.Break);

    public override string Unit => Units.PerHour;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override SettlingWindow Window => SettlingWindow.RunningStatus;
}
