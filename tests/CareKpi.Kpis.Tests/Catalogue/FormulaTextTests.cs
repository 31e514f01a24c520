using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>Which measures a KPI divides by which: the formulas column of docs/contracts/kpis.md in names of measures.</summary>
public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("csat", "csat.positive / csat.answers * 100")]
    [InlineData("csat_mean", "csat.score.mean")]
    [InlineData("survey_response_rate", "surveys.sent_answered / surveys.sent * 100")]
    [InlineData("nps", "(nps.promoters - nps.detractors) / nps.answers * 100")]
    [InlineData("ces", "ces.low_effort / ces.answers * 100")]
    [InlineData("ces_mean", "ces.effort.mean")]
    [InlineData("first_response_time", "first_response_time.mean")]
    [InlineData("average_response_time", "response_time.mean")]
    [InlineData("average_speed_of_answer", "wait.answered.mean")]
    [InlineData("average_wait_time", "(wait.answered.sum + wait.abandoned.sum) / (wait.answered.count + wait.abandoned.count)")]
    [InlineData("service_level", "service_level.<mode of the tenant>")]
    [InlineData(
        "service_level.excludeShort",
        "service_level.answered_in_time / (service_level.answered + service_level.abandoned - service_level.abandoned_short) * 100")]
    [InlineData("answer_rate", "inbound.answered / (inbound.answered + inbound.abandoned + inbound.callback) * 100")]
    [InlineData("average_time_to_abandon", "wait.abandoned.mean")]
    [InlineData("resolution_rate", "resolution.resolved / resolution.known * 100")]
    [InlineData("first_contact_resolution", "issues.first_contact_resolved / issues.resolved * 100")]
    [InlineData("unresolved_rate", "issues.unresolved / issues.contacted * 100")]
    [InlineData("repeat_contact_rate", "issues.repeated / issues.resolved * 100")]
    [InlineData("next_issue_avoidance", "issues.next_avoided / issues.resolved * 100")]
    [InlineData("average_resolution_time", "resolution_time.mean")]
    [InlineData("first_resolution_time", "first_resolution_time.mean")]
    [InlineData("cases_opened", "cases.opened")]
    [InlineData("cases_resolved", "cases.resolved")]
    [InlineData("cases_closed", "cases.closed")]
    [InlineData("backlog.age_3_7", "backlog.age_3_7")]
    [InlineData("reopen_rate", "cases.reopened / first_resolution_time.count * 100")]
    [InlineData("escalation_rate", "issues.escalated / issues.opened * 100")]
    [InlineData("transfer_rate", "handled.transferred / handle_time.count * 100")]
    [InlineData("average_handle_time", "handle_time.mean")]
    [InlineData("customers_active", "customers.active_at_end")]
    [InlineData("retention_rate", "customers.kept / customers.active_at_start * 100")]
    [InlineData("churn_rate", "(customers.active_at_start - customers.kept) / customers.active_at_start * 100")]
    [InlineData("net_revenue_retention", "mrr.kept / mrr.start * 100")]
    [InlineData("gross_revenue_retention", "mrr.kept_least / mrr.start * 100")]
    [InlineData("customer_lifetime_value", "revenue / customers.acquired")]
    [InlineData("customer_lifetime_value_per_year", "revenue / (customers.time / 31557600)")]
    [InlineData("retention_cost", "cost.retention / customers.kept")]
    [InlineData("conversion_rate", "contacts.converted / contacts.of_customers * 100")]
    [InlineData("contact_volume", "contacts.volume")]
    [InlineData("contacts_handled", "contacts.handled")]
    [InlineData("agent_efficiency", "work.assisting_or_training / work.paid * 100")]
    [InlineData("productivity", "cases.resolved / ((work.paid - work.break) / 3600)")]
    [InlineData("service_cost", "cost.service")]
    [InlineData("cost_per_contact", "cost.service / contacts.volume")]
    public void A_formula_can_be_read(string code, string text) => Assert.Equal(text, Evaluate.Kpi(code).FormulaText);
}
