using System.Text;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Erasing a customer: all rows know it by its number, so that another key is one row, and its names go.</summary>
public sealed partial class TenantProjection
{
    private const int PageOfOwned = 256;

    private readonly HashSet<int> renamed = [];

    public bool IsCustomer(string key) => Names.Find(key) is not 0 and var name && Directory.Customers.Contains(name);

    /// <summary>False: the key is also that of something that keeps it, or the other one is there already, so that the rows are not to be told apart here; only a rebuild from the log does that.</summary>
    public async ValueTask<bool> EraseAsync(string key, string replacement, CancellationToken cancellationToken)
    {
        var name = Names.Find(key);
        if (name == 0)
        {
            return true;
        }
        if (Names.Find(replacement) != 0 || await IsSharedAsync(name, cancellationToken))
        {
            return false;
        }
        var profile = ProfileKey(EventType.CustomerDescribed, name);
        await rows.LoadAsync([profile], cancellationToken);
        if (rows[profile] is { } row)
        {
            rows.Put(profile, Nameless(row));
        }
        Names.Rename(name, Encoding.UTF8.GetBytes(replacement));
        renamed.Add(name);
        Directory.Renamed();
        return true;
    }

    /// <summary>Agents and teams, sources, events of the tenant's own, subscriptions and tags that are dimensions keep their names.</summary>
    private async ValueTask<bool> IsSharedAsync(int name, CancellationToken cancellationToken)
    {
        if (Directory.Agents.Contains(name) || Directory.Teams.Contains(name) || Head.Sources.ContainsKey(name) || dimensions.IsTagDimension(name) || dimensions.Has(Kpis.Measures.Dimensions.Event, 0, name))
        {
            return true;
        }
        foreach (var family in (LedgerFamily[])[LedgerFamily.Subscription, LedgerFamily.Custom])
        {
            var (first, last) = (LedgerWork.KeyOf(new LedgerKey(family, name), int.MinValue), LedgerWork.KeyOf(new LedgerKey(family, name), int.MaxValue));
            if (rows.Unsaved(RowKind.LedgerDay).Any(row => row.Key.A == first.A))
            {
                return true;
            }
            if (await HasRowsAsync(first, last, cancellationToken))
            {
                return true;
            }
        }
        return await IsOfLivesAsync(name, cancellationToken);
    }

    /// <summary>Of a subscription from before a horizon only lives say the name.</summary>
    private async ValueTask<bool> IsOfLivesAsync(int name, CancellationToken cancellationToken)
    {
        if (Floor == Floor.None)
        {
            return false;
        }
        if (rows.Unsaved(RowKind.CustomerLife).Any(row => IsSaid(row.Value)))
        {
            return true;
        }
        await foreach (var page in PagesAsync(RowKind.CustomerLife, RowKind.CustomerLife, PageOfOwned, cancellationToken))
        {
            if (page.Any(row => IsSaid(row.Value)))
            {
                return true;
            }
        }
        return false;

        bool IsSaid(byte[]? life) => life is not null && CustomerLife.Decode(life).Marks.Any(mark => mark.Mark.Subscription == name);
    }

    private async ValueTask<bool> HasRowsAsync(StateKey first, StateKey last, CancellationToken cancellationToken) =>
        (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(first.ToBytes(Generation), last.ToBytes(Generation), 1)]), cancellationToken)).Ranges[0].Count > 0;

    private byte[] Nameless(byte[] row)
    {
        var named = Kpis.Timelines.Profile.Decode(row);
        var nameless = new Profile();
        nameless.Events.AddRange(named.Events.Select(static described => described with { Name = [] }));
        writer.Clear();
        nameless.Encode(writer);
        return writer.ToArray();
    }

    /// <summary>Everything that stands in a dossier with a customer, as the store has it: an event of one of these is the customer's. A page at a time, so that others have their turn.</summary>
    public async ValueTask<HashSet<ulong>> OwnedByAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var customers = keys.Select(Names.Find).Where(static name => name != 0).ToHashSet();
        var owned = new HashSet<ulong>();
        var from = new StateKey(RowKind.Dossier, 0, int.MinValue).ToBytes(Generation);
        var to = new StateKey(RowKind.Dossier + 1, 0, int.MinValue).ToBytes(Generation);
        while (true)
        {
            var page = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(from, to, PageOfOwned)]), cancellationToken)).Ranges[0];
            foreach (var row in page)
            {
                if (DossierWork.RedirectOf(row.Value) is null && Dossier.Decode(row.Value) is var dossier && dossier.Events.Exists(kept => customers.Contains(kept.Customer)))
                {
                    owned.UnionWith(dossier.Entities.Where(static entity => entity.Kind != EntityKind.Schedule).Select(entity => hash.Of((byte)entity.Kind, entity.Key)));
                }
            }
            if (page.Count < PageOfOwned)
            {
                return owned;
            }
            from = [.. page[^1].Key, 0];
            await Task.Yield();
        }
    }
}
