using Oracle.Model;

namespace Oracle.Kpis;

internal static class Quality
{
    public static readonly Row[] Rows =
    [
        new("quality_score", "TMA", Slices.All, Waits.Nothing, Score),
        new("error_rate", "TMA", Slices.All, Waits.Nothing, ErrorRate),
        new("knowledge_base_utilization", "TMA", Slices.All, Waits.Nothing, KnowledgeBase.Utilization),
        new("self_service_rate", "T", Slices.All, Waits.SelfService, SelfService.Rate),
        new("bot_containment_rate", "T", Slices.All, Waits.Nothing, BotContainment.Rate),
    ];

    private static OracleValue Score(Question q) =>
        OracleValue.Mean([.. q.Evaluations().Select(e => e.Data.Number("score")!.Value)]);

    private static OracleValue ErrorRate(Question q)
    {
        decimal wrong = 0, evaluations = 0;
        foreach (var evaluated in q.Evaluations())
        {
            evaluations++;
            wrong += evaluated.Data.Number("errors") > 0 ? 1 : 0;
        }

        return OracleValue.Percent(wrong, evaluations);
    }
}
