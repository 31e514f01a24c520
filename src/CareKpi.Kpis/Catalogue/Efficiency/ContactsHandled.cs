using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Contacts answered or sent, and cases that no contact names, when first replied to.</summary>
internal sealed class ContactsHandled() : Kpi("contacts_handled", KeyResultArea.Efficiency, row: 30)
{
    public override LocalizedText Names { get; } = new(
        En: "Contacts handled",
        ZhHant: "已處理聯絡數",
        ZhHans: "已处理联系数",
        Ms: "Hubungan dikendalikan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of contacts answered or sent; a case that no contact names counts once, at its first public human message.",
        ZhHant: "已接聽或已送出的聯絡數；沒有對應聯絡的工單在客服人員首則公開訊息時計一次。",
        ZhHans: "已接听或已发出的联系数；没有对应联系的工单在客服人员首条公开消息时计一次。",
        Ms: "Bilangan hubungan yang dijawab atau dihantar; kes tanpa hubungan dikira sekali, pada mesej awam pertama oleh ejen manusia.");

    public override Formula Formula { get; } = Formula.Count(ContactMeasures.Handled);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
