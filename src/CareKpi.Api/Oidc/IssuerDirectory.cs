using System.Collections.Concurrent;
using CareKpi.Api.Problems;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace CareKpi.Api.Oidc;

/// <summary>Metadata and keys of issuers, kept for an hour. A key that is not known makes it ask again, at most every half minute; when an issuer is down, what it said last serves for a day.</summary>
internal sealed class IssuerDirectory(IssuerHttp http, TimeProvider clock, ILogger<IssuerDirectory> log)
{
    private const int MaxIssuers = 10_000;
    private const string MetadataPath = "/.well-known/openid-configuration";
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private sealed record Known(IssuerMetadata Metadata, IReadOnlyList<JsonWebKey> Keys, long At);

    private sealed class Entry
    {
        public SemaphoreSlim One { get; } = new(1);

        public Known? Known { get; set; }

        public long? LastTry { get; set; }

        public bool Failed { get; set; }
    }

    /// <summary>Throws <see cref="ProblemException"/>, 503, when nothing is known of the issuer.</summary>
    public async ValueTask<IssuerMetadata> MetadataAsync(string issuer, CancellationToken cancellationToken) =>
        (await KnownAsync(issuer, static _ => true, cancellationToken)).Metadata;

    /// <summary>The keys that may have signed a token; none: it is not the issuer's.</summary>
    public async ValueTask<IReadOnlyList<JsonWebKey>> KeysAsync(string issuer, string? kid, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(issuer, known => kid is null || known.Keys.Any(IsIt), cancellationToken);
        return kid is null ? known.Keys : [.. known.Keys.Where(IsIt)];

        bool IsIt(JsonWebKey key) => string.Equals(key.Kid, kid, StringComparison.Ordinal);
    }

    /// <param name="suffices">Whether what is known is enough, while it is fresh.</param>
    private async ValueTask<Known> KnownAsync(string issuer, Func<Known, bool> suffices, CancellationToken cancellationToken)
    {
        if (entries.Count >= MaxIssuers)
        {
            entries.Clear();
        }

        var entry = entries.GetOrAdd(issuer, static _ => new());
        if (entry.Known is { } known && suffices(known) && clock.GetElapsedTime(known.At) < Fresh)
        {
            return known;
        }

        await entry.One.WaitAsync(cancellationToken);
        try
        {
            if (entry.Known is not { } now || !suffices(now) || clock.GetElapsedTime(now.At) >= Fresh)
            {
                // Not tied to one request: others wait for it too.
                await AskAsync(issuer, entry);
            }
        }
        finally
        {
            entry.One.Release();
        }

        return entry.Known is { } last && clock.GetElapsedTime(last.At) < Usable
            ? last
            : throw new ProblemException(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "The issuer could not be asked for its keys; the node's log says why. Try again.") { RetryAfter = AfterFailure };
    }

    private async Task AskAsync(string issuer, Entry entry)
    {
        if (entry.LastTry is { } last && clock.GetElapsedTime(last) < (entry.Failed ? AfterFailure : Between))
        {
            return;
        }

        entry.LastTry = clock.GetTimestamp();
        try
        {
            var metadata = IssuerMetadata.Parse(issuer, await GetAsync(issuer, new Uri(issuer.TrimEnd('/') + MetadataPath)));
            entry.Known = new(metadata, IssuerMetadata.ParseKeys(await GetAsync(issuer, metadata.Keys)), clock.GetTimestamp());
            entry.Failed = false;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or FormatException)
        {
            entry.Failed = true;
            log.LogWarning("The issuer {Issuer} could not be asked: {Reason}", issuer, fault is TaskCanceledException ? "no answer in time" : fault.Message);
        }
    }

    private async Task<byte[]> GetAsync(string issuer, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var (status, body) = await http.SendAsync(issuer, request, CancellationToken.None);
        return status == StatusCodes.Status200OK ? body : throw new FormatException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it answered {status} (redirects are not followed)"));
    }
}
