using System.Text;
using CareKpi.Bench.Output;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.InProcess;

/// <summary>Events into a tenant of a host in this process.</summary>
internal static class Sending
{
    /// <summary>Batch after batch, until the last is applied; an agent's scope asks for it, so that no read of the tenant is waited for. How many were sent.</summary>
    public static async Task<int> SendAsync(EmbeddedHost host, string tenant, IEnumerable<string> events, int size)
    {
        var (sent, position) = (0, 0L);
        foreach (var lines in events.Chunk(size))
        {
            var batch = EventBatch.Rent();
            EngineApply.Parse(Encoding.UTF8.GetBytes(string.Join('\n', lines)), batch);
            position = (await host.Intake(tenant).IngestAsync(new IngestRequest(batch))).Position;
            sent += lines.Length;
        }
        await AppliedAsync(host, tenant, position);
        return sent;
    }

    /// <summary>A read waits five seconds; a machine that others use may need more.</summary>
    private static async Task AppliedAsync(EmbeddedHost host, string tenant, long position)
    {
        var scope = new ScopeRef(Level.Agent, "nobody");
        while (true)
        {
            try
            {
                await host.Scope(tenant, scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(null, PeriodPreset.Today)) { Kpis = [], After = position });
                return;
            }
            catch (ReadProblemException later) when (later.Code == "POSITION_NOT_REACHED")
            {
            }
        }
    }
}
