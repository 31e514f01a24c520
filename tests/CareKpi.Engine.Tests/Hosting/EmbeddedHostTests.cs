using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Scopes;

namespace CareKpi.Engine.Tests.Hosting;

public class EmbeddedHostTests : HostSpecification
{
    protected override IHostUnderTest Start(HostSetting setting) => new Embedded(setting);

    internal sealed class Embedded : IHostUnderTest
    {
        private readonly GroupCommitter committer;
        private readonly EmbeddedHost host;
        private bool isKilled;

        public Embedded(HostSetting setting, Func<ICellSource, ICellSource>? wire = null)
        {
            committer = new GroupCommitter(setting.Log, setting.Time, TaskScheduler.Default);
            host = new EmbeddedHost(new EngineServices(setting.Log, committer, setting.State, setting.Time) { Limits = setting.Limits, Random = static buffer => buffer.Fill(7) }) { Wire = wire ?? (static source => source) };
        }

        public IGrains Grains => host;

        public Task SleepAsync(string tenant) => host.SleepAsync(tenant);

        public void Kill() => isKilled = true;

        public async ValueTask DisposeAsync()
        {
            if (!isKilled)
            {
                await host.DisposeAsync();
                await committer.DisposeAsync();
            }
        }
    }
}

/// <summary>The same with every message in bytes on its way.</summary>
public sealed class SerialisedEmbeddedHostTests : HostSpecification
{
    protected override IHostUnderTest Start(HostSetting setting) => new Serialised(new EmbeddedHostTests.Embedded(setting, static source => new SerialisedCells(source)));

    private sealed class Serialised(IHostUnderTest inner) : IHostUnderTest
    {
        public IGrains Grains { get; } = new SerialisedGrains(inner.Grains);

        public Task SleepAsync(string tenant) => inner.SleepAsync(tenant);

        public void Kill() => inner.Kill();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
