using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>A profile as it was before an entry, and as it will be.</summary>
internal readonly record struct ProfileChange(Profile Before, Profile After);

/// <summary>What one entry says of agents, teams and customers: each profile is read once, for all who ask.</summary>
internal sealed class ProfileWork(RowStore rows, EventOrder order)
{
    private readonly Dictionary<(EventType Type, int Name), List<Described>> came = [];
    private readonly Dictionary<(EventType Type, int Name), ProfileChange> changes = [];

    /// <summary>By the type that describes, and the name.</summary>
    public IReadOnlyDictionary<(EventType Type, int Name), ProfileChange> Changes => changes;

    /// <summary>Customers of whom something is said.</summary>
    public IEnumerable<int> Customers => changes.Keys.Where(static of => of.Type == EventType.CustomerDescribed).Select(static of => of.Name);

    public void Add(EventType type, int name, in Described described)
    {
        if (!came.TryGetValue((type, name), out var of))
        {
            came.Add((type, name), of = []);
        }
        of.Add(described);
    }

    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        await rows.LoadAsync([.. came.Keys.Select(static of => TenantProjection.ProfileKey(of.Type, of.Name))], cancellationToken);
        foreach (var (of, added) in came)
        {
            var before = Stored(of.Type, of.Name);
            changes.Add(of, new ProfileChange(before, before.With(added, order)));
        }
    }

    /// <summary>A customer's, whose row is loaded.</summary>
    public ProfileChange OfCustomer(int name)
    {
        if (changes.TryGetValue((EventType.CustomerDescribed, name), out var change))
        {
            return change;
        }
        var same = Stored(EventType.CustomerDescribed, name);
        return new ProfileChange(same, same);
    }

    private Profile Stored(EventType type, int name) => rows[TenantProjection.ProfileKey(type, name)] is { } row ? Profile.Decode(row) : new Profile();
}
