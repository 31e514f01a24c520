using System.Globalization;
using CareKpi.Bench.Http;
using CareKpi.Bench.Output;

namespace CareKpi.Bench.Growth;

/// <summary>What becomes of reads, memory, start and disk when there are ten times the events, a hundred times the customers, and many tenants: the larger beside the smaller of the same run.</summary>
internal sealed class GrowthPart(Report report, Sizes sizes)
{
    /// <param name="large">With <see cref="Sizes.Large"/> events of <see cref="Sizes.ManyCustomers"/>.</param>
    public async Task MeasureAsync(LoadedTenant large)
    {
        using var small = await LoadedTenant.CreateAsync(sizes.Small, sizes.ManyCustomers);
        var ofSmall = await Footprint.MeasureAsync(small, sizes.WarmReads);
        Tell("growth.events", $"{sizes.Large:N0} events", $"CareKpi with {sizes.Small:N0} events", await Footprint.MeasureAsync(large, sizes.WarmReads), ofSmall);
        using (var few = await LoadedTenant.CreateAsync(sizes.Small, sizes.FewCustomers))
        {
            Tell("growth.customers", $"{sizes.Small:N0} events of {sizes.ManyCustomers:N0} customers", $"CareKpi with {sizes.FewCustomers:N0} customers", ofSmall, await Footprint.MeasureAsync(few, sizes.WarmReads));
        }
        Tell("growth.tenants", $"{sizes.Tenants:N0} tenants", "CareKpi with 1 tenant", await ManyTenants.MeasureAsync(sizes.Tenants, sizes.WarmReads), await ManyTenants.MeasureAsync(1, sizes.WarmReads));
        await using var node = await Node.StartAsync(small.Directory);
        report.Add("rebuild", string.Create(CultureInfo.InvariantCulture, $"rebuild of {sizes.Small:N0} events from the log"), sizes.Small / (await node.RebuildAsync(LoadedTenant.Tenant)).TotalSeconds, "events/s");
    }

    private void Tell(string id, string size, string peer, IReadOnlyList<Footprint.Figure> more, IReadOnlyList<Footprint.Figure> less)
    {
        foreach (var (one, other) in more.Zip(less))
        {
            report.Add($"{id}.{one.Id}", $"{size}: {one.What}", one.Value, one.Unit, other.Value, peer);
        }
    }
}
