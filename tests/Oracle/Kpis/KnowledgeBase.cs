using Oracle.Model;

namespace Oracle.Kpis;

internal static class KnowledgeBase
{
    /// <summary>Resolved cases on whose messages, resolution or contacts an article was used.</summary>
    public static OracleValue Utilization(Question q)
    {
        decimal used = 0, resolved = 0;
        foreach (var @case in q.Resolved())
        {
            resolved++;
            used += @case.Events.Where(e => e.Type is "message.sent" or "case.resolved").Concat(@case.Contacts.Select(c => c.Ended)).Any(e => e.Data.AnyItem("knowledge")) ? 1 : 0;
        }

        return OracleValue.Percent(used, resolved);
    }
}
