namespace CareKpi.Api.Limits;

/// <summary>A body of unknown length, charged as it is read and cut off when it is over. As with one of known length, one that finds nothing used may be larger than the limit of a second and is paid for
/// afterwards; so whoever was cut off and waits until nothing is used gets through.</summary>
internal sealed class MeteredBody(Stream inner, Budget budget, TimeProvider clock) : Stream
{
    private readonly bool foundAll = budget.Ingest.IsIdle(clock.GetTimestamp());

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Charge(read);
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

    private void Charge(int bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        budget.TakeDay(bytes);
        var (rate, now) = (budget.Rates!.Ingest, clock.GetTimestamp());
        if (foundAll)
        {
            budget.Ingest.Charge(rate, bytes, now);
        }
        else if (budget.Ingest.Take(rate, bytes, now) > 0)
        {
            throw budget.TooFast(budget.Ingest.Look(rate, now).Used);
        }
    }
}
