namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>A tenant that takes part in a quarter, and its values by KPI.</summary>
public sealed record PeerMember(string Tenant, IReadOnlyDictionary<string, PeerValue> Values);

public sealed record PeerValue(double Value, long Count);

/// <summary>
/// Peers: tenants of one industry and size that opted in, and what was published about them. <see cref="Decided"/>: the last quarter for which it was decided, once. <see cref="Members"/>: whoever was in a publication or was looked at, each
/// at its place in the sets; one that was removed has left a place without a name, which counts as one that left.
/// </summary>
public sealed record PeerGroup(DateOnly Decided, IReadOnlyList<string> Members, IReadOnlyDictionary<string, PeerSeries> Kpis)
{
    /// <summary>Observations in the quarter that a value needs, to be in it.</summary>
    public const int MinCount = 30;

    private const string Gone = "";

    public static readonly PeerGroup Empty = new(DateOnly.MinValue, [], new Dictionary<string, PeerSeries>(StringComparer.Ordinal));

    /// <summary>The next publication, a pure function of the last ones and who takes part now. A quarter is decided once: asking again, with whatever values, changes nothing.</summary>
    public PeerGroup After(DateOnly quarter, IReadOnlyCollection<PeerMember> present)
    {
        if (quarter <= Decided)
        {
            return this;
        }
        var members = Members.ToList();
        var places = members.Index().Where(static member => member.Item.Length > 0).ToDictionary(static member => member.Item, static member => member.Index, StringComparer.Ordinal);
        foreach (var member in present.OrderBy(static member => member.Tenant, StringComparer.Ordinal))
        {
            if (places.TryAdd(member.Tenant, members.Count))
            {
                members.Add(member.Tenant);
            }
        }
        var kpis = Kpis.ToDictionary(StringComparer.Ordinal);
        foreach (var kpi in PeerKpis.All)
        {
            var taking = present.Where(member => member.Values.TryGetValue(kpi.Code, out var value) && value.Count >= MinCount && PeerGrid.Holds(value.Value)).ToList();
            var set = PeerSets.Of(taking.Select(member => places[member.Tenant]), members.Count);
            var related = PeerKpis.Related(kpi.Code).SelectMany(code => kpis.TryGetValue(code, out var series) ? series.Sets : []);
            kpis[kpi.Code] = (kpis.GetValueOrDefault(kpi.Code) ?? PeerSeries.None).After(quarter, set, taking.ConvertAll(member => member.Values[kpi.Code].Value), PeerGrid.Of(kpi.Unit)!, related);
        }
        return new PeerGroup(quarter, members, kpis);
    }

    /// <summary>What a tenant is shown: the KPIs whose publication it is in.</summary>
    public IEnumerable<KeyValuePair<string, PeerFigures>> ShownTo(string tenant)
    {
        var place = Members.ToList().IndexOf(tenant);
        return Kpis.Where(kpi => kpi.Value.Figures is not null && PeerSets.Has(kpi.Value.Sets[^1], place)).Select(static kpi => KeyValuePair.Create(kpi.Key, kpi.Value.Figures!));
    }

    /// <summary>A tenant that was removed: its name goes, its place stays.</summary>
    public PeerGroup Without(string tenant) => Members.Contains(tenant, StringComparer.Ordinal) ? this with { Members = [.. Members.Select(member => string.Equals(member, tenant, StringComparison.Ordinal) ? Gone : member)] } : this;
}
