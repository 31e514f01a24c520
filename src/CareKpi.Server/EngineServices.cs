using CareKpi.Api.Admin;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Server;

internal static class EngineServices
{
    /// <summary>WIRING POINT: registers <see cref="IGrains"/> and <see cref="ITenantRemover"/> over the stores that are registered already. Until the embedded host is there, every call is answered 503.</summary>
    public static IServiceCollection AddCareKpiEngine(this IServiceCollection services)
    {
        services.AddSingleton<IGrains, NoEngine>();
        services.AddSingleton<ITenantRemover, NoEngine>();
        return services;
    }

    private sealed class NoEngine : IGrains, ITenantRemover
    {
        public IIntakeGrain Intake(string tenant) => throw Absent();

        public IScopeGrain Scope(string tenant, ScopeRef scope) => throw Absent();

        public Task RemoveAsync(string tenant, CancellationToken cancellationToken) => throw Absent();

        private static UnavailableException Absent() => new("there is no engine yet", TimeSpan.FromSeconds(1));
    }
}
