using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Contacts, and cases that no contact names.</summary>
internal sealed class ContactVolume() : Kpi("contact_volume", KeyResultArea.Efficiency, row: 20)
{
    public override LocalizedText Names { get; } = new(
        En: "Contacts",
        ZhHant: "服務請求量",
        ZhHans: "服务请求量",
        Ms: "Jumlah hubungan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of contacts offered (inbound) and made (outbound); a case that no contact names counts once, at its opening.",
        ZhHant: "進線與撥出（送出）的聯絡數；沒有對應聯絡的工單在開啟時計一次。",
        ZhHans: "进线与呼出（发出）的联系数；没有对应联系的工单在开启时计一次。",
        Ms: "Bilangan hubungan yang ditawarkan (masuk) dan dibuat (keluar); kes tanpa hubungan dikira sekali, semasa dibuka.");

    public override Formula Formula { get; } = Formula.Count(ContactMeasures.Volume);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
