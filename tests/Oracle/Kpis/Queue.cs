using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Waiting and abandoning: inbound contacts only.</summary>
internal static class Queue
{
    public static OracleValue SpeedOfAnswer(Question q) => Waits(q, c => c.Answered);

    public static OracleValue WaitTime(Question q) => Waits(q, c => c.Answered || c.Abandoned);

    public static OracleValue TimeToAbandon(Question q) => Waits(q, c => c.Abandoned);

    public static OracleValue AnswerRate(Question q)
    {
        decimal answered = 0, offered = 0;
        foreach (var contact in q.Contacts())
        {
            if (contact.Inbound)
            {
                offered++;
                answered += contact.Answered ? 1 : 0;
            }
        }

        return OracleValue.Percent(answered, offered);
    }

    /// <summary>Short abandons leave both sides.</summary>
    public static OracleValue AbandonmentRate(Question q)
    {
        decimal abandoned = 0, offered = 0;
        foreach (var contact in q.Contacts())
        {
            if (contact.Inbound && !IsShortAbandon(q, contact))
            {
                offered++;
                abandoned += contact.Abandoned ? 1 : 0;
            }
        }

        return OracleValue.Percent(abandoned, offered);
    }

    public static bool IsShortAbandon(Question q, Contact contact) =>
        contact.Abandoned && contact.Wait <= q.Model.Settings.At(contact.At).ShortAbandon(contact.Channel);

    private static OracleValue Waits(Question q, Func<Contact, bool> which)
    {
        var seconds = new List<decimal>();
        foreach (var contact in q.Contacts())
        {
            if (contact.Inbound && which(contact))
            {
                seconds.Add(Time.Given(contact.Wait));
            }
        }

        return OracleValue.MeanDuration(seconds);
    }
}
