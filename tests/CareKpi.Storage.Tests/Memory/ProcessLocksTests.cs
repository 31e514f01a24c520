using CareKpi.Engine.Stores;
using CareKpi.Storage.Tests.Specification;
using Xunit;

namespace CareKpi.Storage.Tests.Memory;

public sealed class ProcessLocksTests : NamedLocksSpecification
{
    private readonly ProcessLocks locks = new();

    public override Task DisposeAsync()
    {
        // What nobody holds or waits for takes no room.
        Assert.Equal(0, locks.Count);
        return Task.CompletedTask;
    }

    protected override ValueTask<(INamedLocks One, INamedLocks Other)> OpenAsync() => new((locks, locks));
}
