using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Events;

/// <summary>A request's body, decompressed, in a rented buffer: 32 MiB at most, and at most a hundred times what was sent. The buffer grows with what has arrived, never with what is only announced, and all of it
/// has to arrive before a deadline: who sends slowly holds little, and not for long.</summary>
internal sealed class EventBody : IDisposable
{
    /// <summary>While the largest buffer is filled from the one before it.</summary>
    internal const long MostHeld = MaxBytes + (MaxBytes / 2);

    private const int MaxBytes = 32 * 1024 * 1024;
    private const int FirstBuffer = 16 * 1024;

    /// <summary>So that growing copies a third of the bytes at most.</summary>
    private const int Growth = 4;

    private readonly BytesInFlight budget;
    private readonly string tenant;
    private byte[] buffer = [];
    private int length;

    private EventBody(BytesInFlight budget, string tenant) => (this.budget, this.tenant) = (budget, tenant);

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    public static async Task<EventBody> ReadAsync(HttpRequest request, string tenant, BytesInFlight budget, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            throw TooLarge();
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        var body = new EventBody(budget, tenant);
        try
        {
            await body.ReadAsync(request, deadline.Token);
            return body;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            body.Dispose();
            throw new ProblemException(StatusCodes.Status408RequestTimeout, ProblemCodes.BadInput,
                string.Create(CultureInfo.InvariantCulture, $"The body did not arrive whole within {patience.TotalSeconds:0.#} seconds; nothing was taken. Send smaller batches, or gzip them."));
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
            budget.Give(tenant, returned.Length);
        }
    }

    private async Task ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
        {
            case "" or "identity":
                var arrived = await request.BodyReader.ReadAsync(cancellationToken);
                var size = (int)Math.Min(arrived.Buffer.Length, MaxBytes);
                request.BodyReader.AdvanceTo(arrived.Buffer.Start);
                await FillAsync(request.BodyReader.AsStream(leaveOpen: true), size, request.ContentLength, null, cancellationToken);
                break;
            case "gzip":
                await UnzipAsync(request.Body, cancellationToken);
                break;
            default:
                throw ProblemException.Unsupported("A body is sent plain or with 'Content-Encoding: gzip'.");
        }
    }

    private async Task UnzipAsync(Stream compressed, CancellationToken cancellationToken)
    {
        await using var counted = new CountingStream(compressed);
        await using var plain = new GZipStream(counted, CompressionMode.Decompress);
        try
        {
            await FillAsync(plain, 0, null, counted, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw ProblemException.BadInput("The body is not gzip, or was cut off.");
        }
    }

    private async Task FillAsync(Stream stream, int arrived, long? announced, CountingStream? compressed, CancellationToken cancellationToken)
    {
        // One byte more than there is, so that the end is seen without another buffer; and none larger than what may come.
        var most = (int)Math.Min(MaxBytes, (announced ?? MaxBytes) + 1);
        Grow(Math.Min(most, Math.Max(arrived + 1, FirstBuffer)));
        while (length < MaxBytes)
        {
            if (length == buffer.Length)
            {
                Grow(Math.Min(most, buffer.Length * Growth));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, MaxBytes) - length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            length += read;
            if (compressed is not null && length > compressed.Count * CountingStream.MaxRatio)
            {
                throw ProblemException.TooLarge("The body grows more than a hundredfold when decompressed.");
            }
        }

        if (await stream.ReadAsync(new byte[1], cancellationToken) > 0)
        {
            throw TooLarge();
        }
    }

    private void Grow(int size)
    {
        var next = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            budget.Take(tenant, next.Length);
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
}
