using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Handled: answered, in either direction.</summary>
internal static class HandleTime
{
    public static OracleValue Average(Question q)
    {
        var seconds = new List<decimal>();
        foreach (var contact in q.Contacts())
        {
            if (contact.Answered)
            {
                seconds.Add(Time.Given(contact.Work));
            }
        }

        return OracleValue.MeanDuration(seconds);
    }

    public static OracleValue TransferRate(Question q)
    {
        decimal transferred = 0, handled = 0;
        foreach (var contact in q.Contacts())
        {
            if (contact.Answered)
            {
                handled++;
                transferred += contact.Transferred ? 1 : 0;
            }
        }

        return OracleValue.Percent(transferred, handled);
    }
}
