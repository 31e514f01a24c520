using System.Buffers;
using System.Security.Cryptography;

namespace CareKpi.Storage.Backups;

/// <summary>SHA-256 of a file on its way.</summary>
internal static class Checksum
{
    private const int Page = 1 << 20;

    public static async Task<BackupFile> OfAsync(string file, string name, CancellationToken cancellationToken)
    {
        await using var from = File.OpenRead(file);
        return await CopyAsync(from, Stream.Null, name, cancellationToken);
    }

    /// <summary>Copies a file and syncs the copy.</summary>
    public static async Task<BackupFile> CopyAsync(string source, string target, string name, CancellationToken cancellationToken)
    {
        await using var from = File.OpenRead(source);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var to = new FileStream(target, FileMode.Create, FileAccess.Write);
        var copied = await CopyAsync(from, to, name, cancellationToken);
        to.Flush(flushToDisk: true);
        return copied;
    }

    private static async Task<BackupFile> CopyAsync(FileStream from, Stream to, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Page);
        try
        {
            var bytes = 0L;
            while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                bytes += read;
            }

            return new BackupFile(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
