using Oracle.Model;

namespace Oracle.Kpis;

internal static class ComplaintKpis
{
    public static OracleValue Rate(Question q) =>
        OracleValue.Percent(q.Model.Complaints.Count(c => q.Takes(c.Place)), Volume.Contacts(q).Numerator);

    /// <summary>Raised → first resolved that was not refused, for whom the complaint counts.</summary>
    public static OracleValue ResolutionTime(Question q)
    {
        var seconds = new List<decimal>();
        foreach (var complaint in q.Model.Complaints)
        {
            if (complaint.Resolved is { } resolved && q.Takes(complaint.Place with { At = resolved.At }))
            {
                seconds.Add(Time.Between(complaint.Raised.At, resolved.At));
            }
        }

        return OracleValue.MeanDuration(seconds);
    }
}
