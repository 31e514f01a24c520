using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using CareKpi.Api.Access;
using CareKpi.Api.Problems;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Limits;

/// <summary>Credentials that were refused, by address (IPv6: by /64): over the bound what is not known yet is refused without a look into the store. What was good a moment ago still gets through, so that one who
/// guesses behind a proxy or gateway does not lock out all others there.</summary>
internal sealed class FailedTries(RequestDelegate next, TimeProvider clock, ILogger<FailedTries> log)
{
    private const int MaxAddresses = 50_000;
    private readonly Rate tenants = new(100, 60 * clock.TimestampFrequency);
    private readonly Rate operators = new(10, 60 * clock.TimestampFrequency);
    private readonly Buckets<(ulong Network, Port Port)> addresses = new(MaxAddresses);

    // Hash codes are seeded by the process, so nobody outside can aim at a slot.
    private readonly int[] good = new int[1 << 16];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsTry(context))
        {
            await next(context);
            return;
        }

        var port = context.Features.Get<OperatorConnection>() is null ? Port.Public : Port.Operator;
        var rate = port == Port.Public ? tenants : operators;
        var remote = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var token = context.Request.Headers.Authorization.ToString().GetHashCode(StringComparison.Ordinal);
        var now = clock.GetTimestamp();
        var bucket = addresses.Of((Network(remote), port), now);
        if (bucket.Wait(rate, 1, now) is > 0 and var wait && good[token & 0xffff] != token)
        {
            throw new ProblemException(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, "Too many credentials from this address were refused: wait as long as Retry-After says.")
            { RetryAfter = TimeSpan.FromSeconds((double)wait / clock.TimestampFrequency) };
        }

        try
        {
            await next(context);
        }
        catch (ProblemException refused) when (refused.Status == StatusCodes.Status401Unauthorized)
        {
            bucket.Charge(rate, 1, now);
            Interlocked.CompareExchange(ref good[token & 0xffff], 0, token);
            if (port == Port.Operator)
            {
                log.LogWarning("An operator call from {Address} was refused: no operator key of this node", remote);
            }

            throw;
        }
        finally
        {
            if (context.Features.Get<Caller>() is not null || context.Features.Get<Operator>() is not null)
            {
                good[token & 0xffff] = token;
            }
        }
    }

    /// <summary>A call with a credential, or one that hands in a code or link to get one. To begin a sign-in is neither: it says nothing that could be guessed.</summary>
    private static bool IsTry(HttpContext context) => context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<AccessRule>() is { } rule
        && (rule.Anonymous ? metadata.GetMetadata<TriesRule>() is not null : context.Request.Headers.Authorization.Count > 0);

    internal static ulong Network(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        var isWhole = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        return isWhole ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
