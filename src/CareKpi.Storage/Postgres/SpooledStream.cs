using System.Globalization;

namespace CareKpi.Storage.Postgres;

/// <summary>The parts of a file, one after the other, each fetched when the one before is read.</summary>
internal sealed class SpooledStream(Func<int, CancellationToken, ValueTask<byte[]?>> fetch, long length) : Stream
{
    private byte[] part = [];
    private int number;
    private int at;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FillAsync(cancellationToken);
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Whoever reads the rows of a file in turn has nothing else to do: it waits, once for each part.</summary>
    public override int Read(Span<byte> buffer)
    {
        FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (at == part.Length && position < length)
        {
            number++;
            part = await fetch(number, cancellationToken) ?? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"part {number} of a file that waited for its import is gone"));
            at = 0;
        }
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, part.Length - at);
        part.AsSpan(at, taken).CopyTo(buffer);
        at += taken;
        position += taken;
        return taken;
    }
}
