using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CareKpi.Api.Problems;

namespace CareKpi.Api.SignIn;

/// <summary>Calls without a credential cost a client's address one of 60 tokens; one comes back every second. An IPv6 network of 64 bits is one client.</summary>
internal sealed class AuthThrottle(TimeProvider clock)
{
    public const int Burst = 60;
    private const int MaxClients = 100_000;

    private readonly ConcurrentDictionary<IPAddress, long> fullAt = new();

    /// <summary>Throws <see cref="ProblemException"/>, 429.</summary>
    public void Count(HttpContext context)
    {
        if (fullAt.Count >= MaxClients)
        {
            fullAt.Clear();
        }

        // A bucket is the instant at which it is full again: each call moves it on by a second.
        var second = clock.TimestampFrequency;
        var now = clock.GetTimestamp();
        var full = fullAt.AddOrUpdate(ClientOf(context.Connection.RemoteIpAddress ?? IPAddress.None), static (_, at) => at.Now + at.Second, static (_, before, at) => Math.Min(Math.Max(before, at.Now) + at.Second, at.Now + ((Burst + 1) * at.Second)), (Now: now, Second: second));
        if (full - now > Burst * second)
        {
            throw new ProblemException(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, "Too many sign-ins from this address: wait a little.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    private static IPAddress ClientOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
