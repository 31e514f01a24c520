using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>By contact, so that it adds over days.</summary>
internal sealed class ConversionRate() : Kpi("conversion_rate", KeyResultArea.Efficiency, row: 120)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer conversion rate",
        ZhHant: "客戶轉化率",
        ZhHans: "客户转化率",
        Ms: "Kadar penukaran pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Handled contacts followed within 30 days by a start, a renewal or an upgrade of a subscription of the same customer ÷ handled contacts with a customer × 100.",
        ZhHant: "已處理且同一客戶於 30 天內新訂、續訂或升級訂閱的聯絡數 ÷ 已處理且有客戶的聯絡數 × 100。",
        ZhHans: "已处理且同一客户于 30 天内新订、续订或升级订阅的联系数 ÷ 已处理且有客户的联系数 × 100。",
        Ms: "Hubungan dikendalikan yang disusuli dalam 30 hari oleh permulaan, pembaharuan atau naik taraf langganan pelanggan yang sama ÷ hubungan dikendalikan yang ada pelanggan × 100.");

    public override Formula Formula { get; } = Formula.Share(LoyaltyMeasures.ContactsConverted, of: LoyaltyMeasures.ContactsOfCustomers);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.Contact;

    public override SettlingWindow Window => SettlingWindow.Days30;
}
