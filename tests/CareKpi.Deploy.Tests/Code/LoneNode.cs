using System.Reflection;
using CareKpi.Api;
using CareKpi.Api.Access;
using CareKpi.Api.Admin;
using CareKpi.Api.Peers;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>The node's HTTP API over real Kestrel, and nothing behind it: whoever asks a grain or a store is refused and counted.</summary>
public sealed class LoneNode : IAsyncLifetime
{
    private readonly Asked asked = new();
    private WebApplication app = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>Calls of grains and of stores so far.</summary>
    internal int Asked => Volatile.Read(ref asked.Times);

    internal IReadOnlySet<string> Routes => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(static endpoint => endpoint.RoutePattern.RawText!).ToHashSet(StringComparer.Ordinal);

    internal IServiceProvider Services => app.Services;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Nobody.As<IGrains>(asked));
        builder.Services.AddSingleton(Nobody.As<ILogStore>(asked));
        builder.Services.AddSingleton(Nobody.As<IStateStore>(asked));
        builder.Services.AddSingleton(Nobody.As<ITenantRemover>(asked));
        builder.Services.AddCareKpiApi(new() { NodeStore = Nobody.As<IStateStore>(asked), Locks = Nobody.As<INamedLocks>(asked), Spool = Nobody.As<ISpool>(asked) }, OperatorKeys.Load("an operator's key", null));
        // Workers ask stores on their own; here only what a request asks is of interest.
        foreach (var worker in builder.Services.Where(static service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(CareKpiApi).Assembly).ToList())
        {
            builder.Services.Remove(worker);
        }

        app = builder.Build();
        app.UseCareKpiApi();
        await app.StartAsync(app.Lifetime.ApplicationStopping);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new() { BaseAddress = new(address) };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>How often it was asked, all of it together.</summary>
internal sealed class Asked
{
    public int Times;
}

/// <summary>Implements anything by refusing.</summary>
public class Nobody : DispatchProxy
{
    private Asked asked = null!;

    internal static T As<T>(Asked asked) where T : class
    {
        var made = Create<T, Nobody>();
        ((Nobody)(object)made).asked = asked;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Interlocked.Increment(ref asked.Times);
        throw new InvalidOperationException($"{targetMethod?.DeclaringType?.Name}.{targetMethod?.Name} was asked");
    }
}
