using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Tests.Simulation;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing.Stores;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

public abstract partial class HostSpecification
{
    /// <summary>A scope keeps cells between reads: what it is told of changes leads to what a host reads that has kept nothing.</summary>
    [Fact]
    public async Task Scopes_follow_what_is_written()
    {
        var tenant = new Generator(12).Tenant(80);
        await using var host = await StartedAsync("t");
        var sent = tenant.Events.Where(Clients.IsValid).Chunk(40).ToList();
        var kept = "";
        var position = 0L;
        foreach (var batch in sent)
        {
            position = (await SendAsync(host, "t", batch)).Position;
            kept = await ReadAllAsync(host, tenant, position);
        }
        await host.SleepAsync("t");
        Assert.Equal(await ReadAllAsync(host, tenant, position), kept);
        await using var plain = new EmbeddedHostTests.Embedded(new HostSetting(new MemoryLogStore(), new MemoryStateStore(), time, new EngineLimits()));
        await plain.Grains.Intake("t").CreateAsync(new TenantSpec("Test", "UTC", "EUR", null, "en", null));
        position = (await SendAsync(plain, "t", [.. tenant.Events.Where(Clients.IsValid)])).Position;
        Assert.Equal(await ReadAllAsync(plain, tenant, position), kept);
    }

    private static readonly Level[] Ranked = [Level.Team, Level.Agent, Level.Customer];

    /// <summary>Every scope, and rankings of each kind, after an entry.</summary>
    private static async Task<string> ReadAllAsync(IHostUnderTest host, GeneratedTenant tenant, long position)
    {
        var told = new StringBuilder();
        IEnumerable<ScopeRef> scopes =
            [Whole, .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Select(static key => new ScopeRef(Level.Agent, key)), .. tenant.Keys.Customers.Select(static key => new ScopeRef(Level.Customer, key))];
        foreach (var scope in scopes)
        {
            var request = new ReadRequest(scope, new PeriodChoice(new Period(tenant.From, tenant.To), null)) { After = position };
            Tell(await host.Grains.Scope("t", scope).ReadAsync(request));
            foreach (var level in Ranked)
            {
                if (scope == Whole)
                {
                    Tell(await host.Grains.Scope("t", scope).ReadAsync(request with { Kpis = ["contact_volume"], Ranking = new RankingOf(level, MinCount: 0) }));
                }
            }
        }
        return told.ToString();

        void Tell(ReadResult? read) => told.AppendLine(JsonSerializer.Serialize(read is null ? null : read with { AsOf = 0 }));
    }
}
