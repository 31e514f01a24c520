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
    private WebApplication app = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>Calls of grains and of stores so far.</summary>
    internal int Asked => Nobody.Asked;

    internal IReadOnlySet<string> Routes => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(static endpoint => endpoint.RoutePattern.RawText!).ToHashSet(StringComparer.Ordinal);

    internal IServiceProvider Services => app.Services;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Nobody.As<IGrains>());
        builder.Services.AddSingleton(Nobody.As<ILogStore>());
        builder.Services.AddSingleton(Nobody.As<IStateStore>());
        builder.Services.AddSingleton(Nobody.As<ITenantRemover>());
        builder.Services.AddCareKpiApi(new() { NodeStore = Nobody.As<IStateStore>(), ImportsDirectory = Path.GetTempPath() }, OperatorKeys.Load("an operator's key", null));
        // Workers ask stores on their own; here only what a request asks is of interest.
        foreach (var worker in builder.Services.Where(static service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(CareKpiApi).Assembly).ToList())
        {
            builder.Services.Remove(worker);
        }

        app = builder.Build();
        app.UseCareKpiApi();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new() { BaseAddress = new(address) };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>Implements anything by refusing.</summary>
public class Nobody : DispatchProxy
{
    private static int asked;

    internal static int Asked => Volatile.Read(ref asked);

    internal static T As<T>() where T : class => Create<T, Nobody>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Interlocked.Increment(ref asked);
        throw new InvalidOperationException($"{targetMethod?.DeclaringType?.Name}.{targetMethod?.Name} was asked");
    }
}
