using CareKpi.Api.Access;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Health;

public sealed record HealthBody(string Status);

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/healthz").WithTags("Health").AllowEveryone();
        health.MapGet("/live", static () => Results.Json(new HealthBody("live"))).WithSummary("The process answers; asks neither storage nor grains").Produces<HealthBody>();
        health.MapGet("/ready", ReadyAsync).WithSummary("Stores answer and the node is not stopping").Produces<HealthBody>().Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, ILogStore log, IStateStore state, Node.NodeState node, IHostApplicationLifetime lifetime, ILoggerFactory logs)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady("stopping");
        }

        try
        {
            await Task.WhenAll(log.HeadAsync(Node.NodeState.Tenant, context.RequestAborted).AsTask(), state.EpochAsync(Node.NodeState.Tenant, context.RequestAborted).AsTask(), node.AnswersAsync(context.RequestAborted))
                .WaitAsync(Node.Patience.Store, context.RequestAborted);
            return Results.Json(new HealthBody("ready"));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logs.CreateLogger("CareKpi.Health").LogWarning("Not ready: a store does not answer ({Fault})", Told(fault));
            return NotReady("a store does not answer");
        }
    }

    /// <summary>A store's fault says what is wrong where, and never quotes a tenant.</summary>
    private static string Told(Exception fault) => fault is StoreException ? fault.Message : fault.GetType().Name;

    private static IResult NotReady(string why) => Results.Json(new HealthBody(why), statusCode: StatusCodes.Status503ServiceUnavailable);
}
