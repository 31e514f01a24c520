using Oracle.Model;

namespace Oracle.Kpis;

internal static class ComplaintKpis
{
    public static OracleValue Rate(Question q) =>
        OracleValue.Percent(q.Complaints().Count(), Volume.Contacts(q).Numerator);

    /// <summary>Raised → first resolved that was not refused, for whom the complaint counts.</summary>
    public static OracleValue ResolutionTime(Question q)
    {
        var seconds = new List<decimal>();
        foreach (var complaint in q.ResolvedComplaints())
        {
            seconds.Add(Time.Between(complaint.Raised.At, complaint.Resolved!.At));
        }

        return OracleValue.MeanDuration(seconds);
    }
}
