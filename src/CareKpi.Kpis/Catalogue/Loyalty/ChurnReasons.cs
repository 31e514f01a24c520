using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>Beside the table of the catalogue: why spells ended, as parts.</summary>
internal sealed class ChurnReasons() : Kpi("churn_reasons", KeyResultArea.Loyalty, row: 110)
{
    public override LocalizedText Names { get; } = new(
        En: "Churn reasons",
        ZhHant: "流失原因",
        ZhHans: "流失原因",
        Ms: "Sebab churn");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of spells that ended in the period, by reason: that of the exit survey within 30 days, else the one given with the end, else unknown.",
        ZhHant: "期間內結束的客戶活躍期數，依原因分列：30 天內的離開調查所述原因，否則為結束時所給原因，再否則為未知。",
        ZhHans: "期间内结束的客户活跃期数，依原因分列：30 天内的离开调查所述原因，否则为结束时所给原因，再否则为未知。",
        Ms: "Bilangan keaktifan yang tamat dalam tempoh, mengikut sebab: sebab tinjauan keluar dalam 30 hari, jika tiada sebab yang diberi semasa tamat, jika tiada tidak diketahui.");

    public override Formula Formula { get; } = Formula.Count(LoyaltyMeasures.SpellsEnded);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.Period;
}
