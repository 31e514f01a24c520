using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>What a host stands on. Several hosts may be given the same: they are nodes that do not know of each other.</summary>
public sealed record HostSetting(ILogStore Log, IStateStore State, TimeProvider Time, EngineLimits Limits);

/// <summary>A host as its conformance suite sees it. Disposing lets every grain go as at an orderly end.</summary>
public interface IHostUnderTest : IAsyncDisposable
{
    IGrains Grains { get; }

    /// <summary>As after long silence.</summary>
    Task SleepAsync(string tenant);

    /// <summary>As by kill -9: nothing of it runs any more, nothing is written.</summary>
    void Kill();
}
