using System.Text;
using CareKpi.Engine.Stores;
using Xunit;

namespace CareKpi.Storage.Tests.Specification;

/// <summary>What files that wait for their import keep, wherever they lie.</summary>
public abstract class SpoolSpecification : IAsyncLifetime
{
    private ISpool spool = null!;

    public async Task InitializeAsync() => spool = await OpenAsync();

    public abstract Task DisposeAsync();

    protected abstract ValueTask<ISpool> OpenAsync();

    [StoreFact]
    public async Task A_file_is_read_as_it_was_written()
    {
        await spool.WriteAsync("a", "import-1", Parts("one\n", "two\n", "three"), default);
        await spool.WriteAsync("b", "import-2", Parts(), default);
        await using (var file = await spool.OpenAsync("a", "import-1", default))
        {
            Assert.Equal(13, file!.Length);
            using var reader = new StreamReader(file);
            Assert.Equal("one", reader.ReadLine());
            Assert.Equal("two\nthree", await reader.ReadToEndAsync());
            Assert.Equal(13, file.Position);
        }

        await using (var empty = await spool.OpenAsync("b", "import-2", default))
        {
            Assert.Equal((0, -1), (empty!.Length, empty.ReadByte()));
        }

        Assert.Equal(["import-1", "import-2"], (await spool.ListAsync(default)).Select(static file => file.Id).Order(StringComparer.Ordinal));
        await spool.RemoveAsync("a", "import-1", default);
        await spool.RemoveAsync("a", "import-1", default);
        Assert.Null(await spool.OpenAsync("a", "import-1", default));
        Assert.Equal("import-2", Assert.Single(await spool.ListAsync(default)).Id);
        await spool.RemoveAsync("b", "import-2", default);
    }

    [StoreFact]
    public async Task What_was_cut_short_is_listed_and_can_be_removed()
    {
        await Assert.ThrowsAsync<InvalidDataException>(async () => await spool.WriteAsync("a", "import-cut", CutShort(), default));
        await Assert.ThrowsAsync<StoreException>(async () => await spool.WriteAsync("a", "import-cut", Parts("the same name twice"), default));
        Assert.Equal("import-cut", Assert.Single(await spool.ListAsync(default)).Id);
        await spool.RemoveAsync("a", "import-cut", default);
        Assert.Empty(await spool.ListAsync(default));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts(params string[] parts)
    {
        await Task.Yield();
        var buffer = new byte[100];
        foreach (var part in parts)
        {
            // One buffer for all, as the port allows.
            yield return buffer.AsMemory(0, Encoding.UTF8.GetBytes(part, buffer));
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> CutShort()
    {
        await Task.Yield();
        yield return "half"u8.ToArray();
        throw new InvalidDataException("the sender's fault");
    }
}
