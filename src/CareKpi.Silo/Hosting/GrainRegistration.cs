using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using HostOptions = CareKpi.Engine.Hosting.HostOptions;

namespace CareKpi.Silo.Hosting;

internal static class GrainRegistration
{
    /// <summary>CareKpi's grains on a silo. Needs <see cref="EngineServices"/>.</summary>
    public static void AddCareKpiGrains(this ISiloBuilder silo, HostOptions options)
    {
        silo.AddPlacementDirector<BesideWriter, BesideWriterDirector>();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = options.IdleAfter;
            collection.CollectionQuantum = TimeSpan.FromTicks(Math.Min(collection.CollectionQuantum.Ticks, options.IdleAfter.Ticks / 2));
        });
        silo.Services.AddSingleton(options);
        silo.Services.AddSingleton<LocalTenants>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<LocalTenants>());
        silo.Services.AddCareKpiWire();
    }

    public static void AddCareKpiWire(this IServiceCollection services)
    {
        services.TryAddSingleton<WireCodec>();
        services.AddSingleton<IGeneralizedCodec>(static provider => provider.GetRequiredService<WireCodec>());
        services.AddSingleton<IGeneralizedCopier>(static provider => provider.GetRequiredService<WireCodec>());
        services.AddSingleton<ITypeFilter>(static provider => provider.GetRequiredService<WireCodec>());
        services.Configure<TypeManifestOptions>(static types =>
        {
            types.WellKnownTypeAliases["carekpi.message"] = typeof(WireCodec);
            // Generic ones are only ever parts of others.
            foreach (var (type, alias) in WireManifest.Current.Aliases.Where(static pair => !pair.Key.IsGenericType))
            {
                types.WellKnownTypeAliases[alias] = type;
            }
        });
    }
}
