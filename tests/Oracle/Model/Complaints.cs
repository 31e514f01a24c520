namespace Oracle.Model;

/// <summary>A complaint: the last raising of its key, and the first resolution that the customer did not refuse.</summary>
internal sealed record Complaint(Event Raised, Place Place, Event? Resolved);

internal static class Complaints
{
    public static IEnumerable<Complaint> Of(IReadOnlyCollection<Event> countingInOrder, Attribution attribution)
    {
        var accepted = countingInOrder.Where(e => e.Type is "complaint.resolved" && (e.Data.Flag("accepted") ?? true))
            .ToLookup(e => e.Data.Text("complaint")!, StringComparer.Ordinal);
        return countingInOrder.Where(e => e.Type is "complaint.raised").LastOfEach("complaint")
            .Select(e => new Complaint(e, attribution.Of(e, null), accepted[e.Data.Text("complaint")!].FirstOrDefault(r => r.At >= e.At)));
    }
}
