namespace Oracle.Kpis;

/// <summary>Contacts of a channel without a threshold are not judged.</summary>
internal static class ServiceLevel
{
    public static readonly string[] Modes =
        ["answeredAndAbandonedInTime", "answeredOnly", "allOffered", "excludeAbandonedInTime", "shortAsMet", "excludeShort"];

    public static OracleValue Of(Question q, string mode)
    {
        decimal answeredInTime = 0, answered = 0, abandonedInTime = 0, abandoned = 0, shortAbandoned = 0;
        foreach (var contact in q.Contacts())
        {
            if (!contact.Inbound || q.Model.Settings.At(contact.At).Threshold(contact.Channel) is not { } threshold)
            {
                continue;
            }

            if (contact.Answered)
            {
                answered++;
                answeredInTime += contact.Wait <= threshold ? 1 : 0;
            }
            else if (contact.Abandoned)
            {
                abandoned++;
                abandonedInTime += contact.Wait <= threshold ? 1 : 0;
                shortAbandoned += Queue.IsShortAbandon(q, contact) ? 1 : 0;
            }
        }

        var all = answered + abandoned;
        return mode switch
        {
            "answeredOnly" => OracleValue.Percent(answeredInTime, answered),
            "allOffered" => OracleValue.Percent(answeredInTime, all),
            "excludeAbandonedInTime" => OracleValue.Percent(answeredInTime, all - abandonedInTime),
            "shortAsMet" => OracleValue.Percent(answeredInTime + shortAbandoned, all),
            "excludeShort" => OracleValue.Percent(answeredInTime, all - shortAbandoned),
            _ => OracleValue.Percent(answeredInTime + abandonedInTime, all),
        };
    }
}
