using CareKpi.Engine.Stores;
using CareKpi.Storage.Files;
using CareKpi.Storage.Tests.Specification;

namespace CareKpi.Storage.Tests.Memory;

public sealed class FileSpoolTests : SpoolSpecification
{
    private readonly string directory = Directory.CreateTempSubdirectory("carekpi-spool-").FullName;

    public override Task DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return Task.CompletedTask;
    }

    protected override ValueTask<ISpool> OpenAsync() => new(new FileSpool(Path.Combine(directory, "imports")));
}
