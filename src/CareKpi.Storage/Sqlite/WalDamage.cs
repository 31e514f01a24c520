using System.Buffers.Binary;
using CareKpi.Engine.Stores;
using static System.FormattableString;

namespace CareKpi.Storage.Sqlite;

/// <summary>SQLite reads a write-ahead file up to the first frame whose checksum is wrong, which is right for the transaction that a crash cut short, and silent about all that was committed behind a damaged page. A transaction
/// is begun when the one before it is synced: where a commit that cannot be read is followed by a frame that was chained to it, the commit was acknowledged. Format: sqlite.org/fileformat2.html, section 4.</summary>
internal static class WalDamage
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    /// <summary>Throws where acknowledged commits lie behind a damaged place of <c>file-wal</c>. Called before SQLite opens the file, which forgets them.</summary>
    public static void ThrowIfAny(string file)
    {
        var wal = file + "-wal";
        if (new FileInfo(wal) is not { Exists: true, Length: > HeaderBytes })
        {
            return;
        }

        try
        {
            using var stream = new FileStream(wal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20);
            if (Find(stream) is var (at, commits))
            {
                throw new StoreException(StoreFault.Corrupt, Invariant($"{wal}: it is damaged at byte {at}, and at least {commits} commits that were acknowledged lie behind; keep a copy of the data directory and restore the last backup, or go on without them: `truncate -s {at} {wal}`. Sources send again what came since."));
            }
        }
        catch (UnauthorizedAccessException)
        {
            // Who opens it next says so.
        }
    }

    /// <summary>Where the damage begins and how many acknowledged commits are lost by it; null: none is.</summary>
    private static (long At, int Commits)? Find(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        stream.ReadExactly(header);
        var isBigEndian = (header[3] & 1) != 0;
        var page = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        if (page is < 512 or > 65_536 || (page & (page - 1)) != 0)
        {
            // Nothing can be told of its frames; a header is written when there are none.
            return null;
        }

        var sum = Checksum((0, 0), header[..24], isBigEndian);
        var isWhole = sum == Sums(header[24..]);
        var salts = isWhole ? header[16..24].ToArray() : null;
        long? damaged = isWhole ? null : 0;
        var (commits, isCommitted) = (0, false);
        // What the next frame was chained to: the sum that stands in this one, or the one that it should have.
        var due = sum;
        var frame = new byte[FrameHeaderBytes + page];
        for (long at = HeaderBytes; stream.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; at += frame.Length)
        {
            salts ??= frame[8..16];
            var isOurs = frame.AsSpan(8, 8).SequenceEqual(salts);
            var written = Sums(frame.AsSpan(16));
            var next = Checksum(sum, frame, isBigEndian);
            var chained = isOurs && (next == written || (due != sum && Checksum(due, frame, isBigEndian) == written));
            if (damaged is null && !chained)
            {
                damaged = at;
            }

            // The first that does not match is the end of what SQLite reads; behind it, only what was written after a commit says that this was synced.
            if (damaged is not null && chained && isCommitted)
            {
                commits++;
            }

            isCommitted = damaged is not null && isOurs && BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4)) != 0;
            (sum, due) = (written, next);
        }

        return damaged is { } place && commits > 0 ? (place, commits) : null;
    }

    private static (uint, uint) Sums(ReadOnlySpan<byte> bytes) => (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    /// <summary>Of a frame: page, size and content.</summary>
    private static (uint, uint) Checksum((uint First, uint Second) sum, byte[] frame, bool isBigEndian) => Checksum(Checksum(sum, frame.AsSpan(0, 8), isBigEndian), frame.AsSpan(FrameHeaderBytes), isBigEndian);

    private static (uint, uint) Checksum((uint First, uint Second) sum, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var (first, second) = sum;
        for (var at = 0; at < bytes.Length; at += 8)
        {
            first += Word(bytes[at..], isBigEndian) + second;
            second += Word(bytes[(at + 4)..], isBigEndian) + first;
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
