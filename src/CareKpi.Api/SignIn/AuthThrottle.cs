using System.Net;
using CareKpi.Api.Limits;
using CareKpi.Api.Problems;

namespace CareKpi.Api.SignIn;

/// <summary>Sign-ins by address (IPv6: by /64), beside <see cref="FailedTries"/>: also those that go well cost a row and a call to an issuer.</summary>
internal sealed class AuthThrottle(TimeProvider clock)
{
    public const int PerMinute = 120;
    private const int MaxAddresses = 50_000;

    private readonly Rate rate = new(PerMinute, 60 * clock.TimestampFrequency);
    private readonly Buckets<ulong> addresses = new(MaxAddresses);

    /// <summary>Throws <see cref="ProblemException"/>, 429.</summary>
    public void Count(HttpContext context)
    {
        var now = clock.GetTimestamp();
        if (addresses.Of(FailedTries.Network(context.Connection.RemoteIpAddress ?? IPAddress.None), now).Take(rate, 1, now) is > 0 and var wait)
        {
            throw new ProblemException(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, "Too many sign-ins from this address: wait as long as Retry-After says.")
            { RetryAfter = TimeSpan.FromSeconds((double)wait / clock.TimestampFrequency) };
        }
    }
}
