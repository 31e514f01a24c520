using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Files;

/// <summary>Files of a process that is alone on its stores: in a directory, made when the first one comes.</summary>
public sealed class FileSpool(string directory) : ISpool
{
    private const string Extension = ".csv";

    public async ValueTask WriteAsync(string tenant, string id, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            Directory.CreateDirectory(directory);
            file = new FileStream(Of(id), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }

        await using (file)
        {
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                await GuardAsync(() => file.WriteAsync(part, cancellationToken));
            }

            await GuardAsync(() =>
            {
                file.Flush(flushToDisk: true);
                return ValueTask.CompletedTask;
            });
        }
    }

    public ValueTask<Stream?> OpenAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        try
        {
            return new(new FileStream(Of(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }
    }

    public ValueTask RemoveAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(Of(id));
        }
        catch (DirectoryNotFoundException)
        {
            // None was written yet.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<SpooledFile>> ListAsync(CancellationToken cancellationToken) =>
        new(Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "*" + Extension).Select(static file => new SpooledFile("", Path.GetFileNameWithoutExtension(file)))] : []);

    /// <summary>Of the file alone: what goes wrong with the parts is their sender's.</summary>
    private async ValueTask GuardAsync(Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }
    }

    private StoreException Failed(Exception fault) => new(StoreFault.Io, $"{directory}: files that wait for their import cannot be kept there ({fault.GetType().Name}); see that the directory may be written and has room.", fault);

    private string Of(string id) => Path.Combine(directory, id + Extension);
}
