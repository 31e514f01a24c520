using Oracle.Model;

namespace Oracle.Kpis;

internal static class BotContainment
{
    public static OracleValue Rate(Question q)
    {
        decimal contained = 0, sessions = 0;
        foreach (var session in q.Model.Sessions)
        {
            var slice = Slice.None with { Channel = session.Data.Text("channel"), Topic = session.Data.Text("topic") };
            if (q.Takes(new Place(session.At, default, session.Customer, slice)))
            {
                sessions++;
                contained += session.Data.Flag("contained") == true ? 1 : 0;
            }
        }

        return OracleValue.Percent(contained, sessions);
    }
}
