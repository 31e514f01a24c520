namespace Oracle.Kpis;

internal static class ResolutionRate
{
    /// <summary>Abandoned and called back: not resolved. Answered and not said: out.</summary>
    public static OracleValue Of(Question q)
    {
        decimal resolved = 0, known = 0;
        foreach (var contact in q.Contacts())
        {
            if (contact.Inbound && (!contact.Answered || contact.Resolved is not null))
            {
                known++;
                resolved += contact.Answered && contact.Resolved == true ? 1 : 0;
            }
        }

        return OracleValue.Percent(resolved, known);
    }
}
