using CareKpi.Bench.Data;
using CareKpi.Bench.Http;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Growth;

/// <summary>A data directory with one tenant in it, and what loading it took. No server runs on it.</summary>
internal sealed class LoadedTenant : IDisposable
{
    public const string Tenant = "bench";

    /// <summary>Bodies that are in memory at the same time.</summary>
    private const int Window = 500;

    private readonly Scratch scratch;

    private LoadedTenant(Scratch scratch, string key, ContactLoad load)
    {
        this.scratch = scratch;
        Key = key;
        Load = load;
        Scopes =
        [
            new Scope(Level.Tenant, "", 0), new Scope(Level.Team, ContactLoad.Team(3), 3), new Scope(Level.Agent, ContactLoad.Agent(13), 13),
            new Scope(Level.Customer, ContactLoad.Customer(load.Regular), load.Regular),
        ];
    }

    /// <param name="Number">Its key in the databases.</param>
    public sealed record Scope(Level Level, string Key, int Number);

    public string Directory => scratch.Path;

    public string Key { get; }

    public ContactLoad Load { get; }

    /// <summary>One of each level; the customer has as many contacts in every load.</summary>
    public IReadOnlyList<Scope> Scopes { get; }

    /// <summary>Events a second, until read.</summary>
    public double Rate { get; private set; }

    /// <summary>MB after the last event.</summary>
    public double WorkingSet { get; private set; }

    /// <summary>A file after a stop, by event.</summary>
    public double BytesPerEvent(string file) => (double)new FileInfo(Path.Combine(Directory, file)).Length / Load.Count;

    public static async Task<LoadedTenant> CreateAsync(int events, int customers)
    {
        var scratch = new Scratch("tenant");
        try
        {
            await using var node = await Node.StartAsync(scratch.Path);
            var tenant = new LoadedTenant(scratch, await node.AddTenantAsync(Tenant), new ContactLoad("c", events, customers, withSurveys: true));
            using var client = new TenantClient(node.Url, tenant.Key, 4);
            var took = TimeSpan.Zero;
            foreach (var bodies in tenant.Load.Bodies(Sizes.BatchSize).Chunk(Window))
            {
                took += (await client.PostAsync(bodies, "application/x-ndjson")).Applied;
            }
            tenant.Rate = events / took.TotalSeconds;
            tenant.WorkingSet = node.WorkingSet / 1e6;
            return tenant;
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    public void Dispose() => scratch.Dispose();
}
