using CareKpi.Api.Problems;

namespace CareKpi.Api.Imports;

/// <summary>What files that wait for their import may take, of one tenant and of all: a number of them, and bytes on disk. Asked before a file is written, so that what is refused leaves nothing.</summary>
internal sealed class Spool(SpoolLimits limits)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Files, long Bytes)> ofTenant = new(StringComparer.Ordinal);
    private int files;
    private long bytes;

    /// <summary>A place for one file, of <paramref name="announced"/> bytes or more.</summary>
    public Place Enter(string tenant, long announced)
    {
        lock (gate)
        {
            var own = ofTenant.GetValueOrDefault(tenant);
            if (own.Files >= limits.FilesOfTenant)
            {
                throw Full(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, $"{limits.FilesOfTenant} imports of the tenant run or wait already. Send the file again when one has ended.");
            }

            if (files >= limits.Files)
            {
                throw Full(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "Too many imports wait on this node. Send the file again later.");
            }

            Check(own.Bytes + announced, bytes + announced);
            (files, ofTenant[tenant]) = (files + 1, (own.Files + 1, own.Bytes));
            return new(this, tenant);
        }
    }

    /// <summary>For a file that was there before the node started.</summary>
    public Place Adopt(string tenant, long size)
    {
        lock (gate)
        {
            var own = ofTenant.GetValueOrDefault(tenant);
            (files, bytes, ofTenant[tenant]) = (files + 1, bytes + size, (own.Files + 1, own.Bytes + size));
            return new(this, tenant) { Held = size };
        }
    }

    private void Take(Place place, int more)
    {
        lock (gate)
        {
            var own = ofTenant[place.Tenant];
            Check(own.Bytes + more, bytes + more);
            (bytes, ofTenant[place.Tenant]) = (bytes + more, own with { Bytes = own.Bytes + more });
            place.Held += more;
        }
    }

    private void Leave(Place place)
    {
        lock (gate)
        {
            if (place.HasLeft)
            {
                return;
            }

            place.HasLeft = true;
            var own = ofTenant[place.Tenant];
            (files, bytes) = (files - 1, bytes - place.Held);
            if (own.Files == 1)
            {
                ofTenant.Remove(place.Tenant);
            }
            else
            {
                ofTenant[place.Tenant] = (own.Files - 1, own.Bytes - place.Held);
            }
        }
    }

    private void Check(long own, long all)
    {
        if (own > limits.BytesOfTenant)
        {
            throw Full(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, $"Files of the tenant that wait for their import hold at most {limits.BytesOfTenant >> 20} MiB. Send the file again when others have ended.");
        }

        if (all > limits.Bytes)
        {
            throw Full(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "Files that wait for their import take all the room that this node has for them. Send the file again later.");
        }
    }

    private static ProblemException Full(int status, string code, string detail) => new(status, code, detail) { RetryAfter = Retry };

    /// <summary>Of one file, until it is removed.</summary>
    internal sealed class Place(Spool spool, string tenant) : IDisposable
    {
        internal string Tenant => tenant;

        internal long Held { get; set; }

        internal bool HasLeft { get; set; }

        /// <summary>Before so many bytes are written.</summary>
        public void Take(int more) => spool.Take(this, more);

        public void Dispose() => spool.Leave(this);
    }
}

/// <summary>Of files that wait for their import, or run.</summary>
public sealed record SpoolLimits(int FilesOfTenant = 10, int Files = 1000, long BytesOfTenant = 2L << 30, long Bytes = 8L << 30);
