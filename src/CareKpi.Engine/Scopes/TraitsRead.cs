using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>What customers were when, for reads that let timelines speak; only where segments or regions are asked for.</summary>
internal sealed class TraitsRead(ReadPlan plan)
{
    private readonly Dictionary<int, CustomerTraits?> traits = [];

    /// <summary>To be called before facts of the customers are told.</summary>
    public async Task LoadAsync(ICellSource source, IEnumerable<int> customers)
    {
        if (plan.CustomerKind is null)
        {
            return;
        }
        var missing = customers.Where(customer => customer != 0 && !traits.ContainsKey(customer)).Distinct().ToList();
        var profiles = await source.RowsAsync(missing.ConvertAll(static customer => TenantProjection.ProfileKey(EventType.CustomerDescribed, customer)));
        for (var i = 0; i < missing.Count; i++)
        {
            traits.Add(missing[i], profiles[i] is { } row ? CustomerTraits.Of(Profile.Decode(row)) : null);
        }
    }

    /// <summary>Of all that dossiers may tell of.</summary>
    public Task LoadAsync(ICellSource source, IEnumerable<Dossier> dossiers) =>
        LoadAsync(source, dossiers.SelectMany(static dossier => dossier.Events.Select(static told => told.Customer)));

    /// <summary>A fact in the slices of its instant.</summary>
    public FactHead On(in FactHead head) => traits.GetValueOrDefault(head.Customer)?.On(head) ?? head;
}
