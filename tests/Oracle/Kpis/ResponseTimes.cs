using Oracle.Model;

namespace Oracle.Kpis;

internal static class ResponseTimes
{
    public static OracleValue First(Question q, bool business)
    {
        var seconds = new List<decimal>();
        foreach (var reply in q.FirstReplies())
        {
            seconds.Add(Seconds(q, reply, business));
        }

        return OracleValue.MeanDuration(seconds);
    }

    public static OracleValue Average(Question q, bool business)
    {
        var seconds = new List<decimal>();
        foreach (var reply in q.Replies())
        {
            seconds.Add(Seconds(q, reply, business));
        }

        return OracleValue.MeanDuration(seconds);
    }

    private static decimal Seconds(Question q, Reply reply, bool business) => business
        ? q.Model.Business.Between(reply.Since, reply.Message.At, q.Model.Settings.At(reply.Message.At))
        : Time.Between(reply.Since, reply.Message.At);
}
