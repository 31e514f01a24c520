using System.Buffers;
using System.IO.Compression;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Events;

/// <summary>A request's body, decompressed, in a rented buffer: 32 MiB at most, and at most a hundred times what was sent.</summary>
internal sealed class EventBody : IDisposable
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private const int MaxRatio = 100;
    private const int FirstBuffer = 16 * 1024;

    private readonly BytesInFlight budget;
    private byte[] buffer = [];
    private int length;

    private EventBody(BytesInFlight budget) => this.budget = budget;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    public static async Task<EventBody> ReadAsync(HttpRequest request, BytesInFlight budget, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            throw TooLarge();
        }

        var body = new EventBody(budget);
        try
        {
            switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
            {
                case "" or "identity":
                    await body.FillAsync(request.Body, (int)(request.ContentLength ?? FirstBuffer), null, cancellationToken);
                    break;
                case "gzip":
                    await body.UnzipAsync(request.Body, cancellationToken);
                    break;
                default:
                    throw ProblemException.Unsupported("A body is sent plain or with 'Content-Encoding: gzip'.");
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        var returned = buffer;
        (buffer, length) = ([], 0);
        if (returned.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(returned);
            budget.Give(returned.Length);
        }
    }

    private async Task UnzipAsync(Stream compressed, CancellationToken cancellationToken)
    {
        await using var counted = new CountingStream(compressed);
        await using var plain = new GZipStream(counted, CompressionMode.Decompress);
        try
        {
            await FillAsync(plain, FirstBuffer, counted, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw ProblemException.BadInput("The body is not gzip, or was cut off.");
        }
    }

    private async Task FillAsync(Stream stream, int expected, CountingStream? compressed, CancellationToken cancellationToken)
    {
        // One byte more than expected, so that the end is seen without another buffer.
        Grow(Math.Max(expected, 1023) + 1);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            length += read;
            if (length > MaxBytes)
            {
                throw TooLarge();
            }

            if (compressed is not null && length > compressed.Count * MaxRatio)
            {
                throw ProblemException.TooLarge("The body grows more than a hundredfold when decompressed.");
            }

            if (length == buffer.Length)
            {
                Grow(buffer.Length * 2);
            }
        }
    }

    private void Grow(int size)
    {
        var next = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            budget.Take(next.Length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(next);
            throw;
        }

        var (old, filled) = (buffer, length);
        old.AsSpan(0, filled).CopyTo(next);
        Dispose();
        (buffer, length) = (next, filled);
    }

    private static ProblemException TooLarge() => ProblemException.TooLarge("A body holds at most 32 MiB after decompression: send smaller batches.");

    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
