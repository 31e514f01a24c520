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
    [InlineData("first_response_time.business", "first_response_time.business.mean")]
    [InlineData("average_response_time", "response_time.mean")]
    [InlineData("average_response_time.business", "response_time.business.mean")]
    [InlineData("average_speed_of_answer", "wait.answered.mean")]
    [InlineData("average_wait_time", "(wait.answered.sum + wait.abandoned.sum) / (wait.answered.count + wait.abandoned.count)")]
    [InlineData("service_level", "service_level.<mode of the tenant>")]
    [InlineData(
        "service_level.excludeShort",
        "service_level.answered_in_time / (service_level.answered + service_level.abandoned - service_level.abandoned_short) * 100")]
    [InlineData("answer_rate", "inbound.answered / (inbound.answered + inbound.abandoned + inbound.callback) * 100")]
    [InlineData("average_time_to_abandon", "wait.abandoned.mean")]
    [InlineData(
        "sla_compliance",
        "(sla.first_response.met + sla.next_response.met + sla.resolution.met) / (sla.first_response.judged + sla.next_response.judged + sla.resolution.judged) * 100")]
    [InlineData("sla_first_response", "sla.first_response.met / sla.first_response.judged * 100")]
    [InlineData("sla_next_response", "sla.next_response.met / sla.next_response.judged * 100")]
    [InlineData("sla_resolution", "sla.resolution.met / sla.resolution.judged * 100")]
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
    [InlineData("complaint_rate", "complaints.raised / contacts.volume * 100")]
    [InlineData("complaint_resolution_time", "complaint_resolution_time.mean")]
    [InlineData("quality_score", "evaluation.score.mean")]
    [InlineData("error_rate", "evaluations.with_errors / evaluation.score.count * 100")]
    [InlineData("knowledge_base_utilization", "cases.resolved_with_article / cases.resolved * 100")]
    [InlineData("bot_containment_rate", "bot.contained / bot.sessions * 100")]
    [InlineData("emotional_connection", "emotional_connection.score.mean")]
    [InlineData("average_handle_time", "handle_time.mean")]
    [InlineData("contact_volume", "contacts.volume")]
    [InlineData("contacts_handled", "contacts.handled")]
    [InlineData("agent_efficiency", "work.assisting_or_training / work.paid * 100")]
    [InlineData("productivity", "cases.resolved / ((work.paid - work.break) / 3600)")]
    [InlineData("service_cost", "cost.service")]
    [InlineData("cost_per_contact", "cost.service / contacts.volume")]
    public void A_formula_can_be_read(string code, string text) => Assert.Equal(text, Evaluate.Kpi(code).FormulaText);
}
