using System.Diagnostics;
using System.Diagnostics.Metrics;
using CareKpi.Api.Daily;
using CareKpi.Api.Events;
using CareKpi.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Deploy.Tests.Code;

internal static class Listening
{
    /// <summary>Listens while one of everything happens: a request, an event counted, a collection, an exception.</summary>
    public static async Task<Instruments> ToAsync(LoneNode node)
    {
        var instruments = new Instruments();
        EngineMetrics.Accepted.Add(0);
        // Its private way of counting is what a post takes at its end.
        var intake = node.Services.GetRequiredService<EventIntake>();
        typeof(EventIntake).GetMethod("Count", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.Invoke(intake, ["accepted", 1]);
        // A node on PostgreSQL has it too.
        _ = ActivatorUtilities.CreateInstance<DailyRound>(node.Services, Nobody.As<CareKpi.Engine.Daily.IDailyTable>(new Asked()));
        using (await node.Http.GetAsync("/healthz/ready"))
        {
        }

        GC.Collect();
        try
        {
            throw new UnreachableException();
        }
        catch (UnreachableException)
        {
            instruments.Look();
        }

        return instruments;
    }
}
