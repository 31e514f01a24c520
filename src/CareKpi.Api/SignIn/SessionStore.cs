using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.People;

namespace CareKpi.Api.SignIn;

/// <summary>Sessions, by the hash of their token. One ends 12 hours after it was last used, 7 days after it began, or with its user: at once here, within two seconds elsewhere.</summary>
internal sealed class SessionStore(NodeState state, AccessSettingsCache settings, TimeProvider clock) : ITenantRows
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Of one person; the one that ends first makes room.</summary>
    private const int MaxOfPerson = 20;

    private readonly Belief<string, Live> belief = new(clock);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, string Tenant, string? User)> used = new(StringComparer.Ordinal);

    private sealed record Live(Session Session, Person Person, DateTimeOffset LastUsedAt);

    public Task<SignedIn> StartAsync(User user, CancellationToken cancellationToken) => StartAsync(user.Tenant, user.Id, null, null, user.Id, cancellationToken);

    /// <summary>For a person whom an issuer of the tenant knows.</summary>
    public Task<SignedIn> StartAsync(string tenant, string issuer, Person person, CancellationToken cancellationToken) =>
        StartAsync(tenant, null, issuer, person, IndexOf(issuer, person), cancellationToken);

    /// <summary>Who it is, and that the session was used. null: there is no such session, or it has ended.</summary>
    public async ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerSecret.LooksRight(token, BearerSecret.Session))
        {
            return null;
        }

        var hash = BearerSecret.Hash(token);
        if (await belief.GetAsync(hash, LoadAsync, cancellationToken) is not { } live)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var lastUsed = used.TryGetValue(hash, out var recent) && recent.At > live.LastUsedAt ? recent.At : live.LastUsedAt;
        if (now >= live.Session.ExpiresAt || now >= lastUsed + Idle)
        {
            return null;
        }

        used[hash] = (now, live.Session.Tenant, live.Session.User);
        return live.Person.AsCaller(live.Session.Tenant, live.Session.ExpiresAt);
    }

    public async Task EndAsync(string token, CancellationToken cancellationToken)
    {
        var hash = BearerSecret.Hash(token);
        used.TryRemove(hash, out _);
        belief.Drop(hash);
        if (await state.GetAsync(Row(hash), cancellationToken) is { } row)
        {
            var session = JsonSerializer.Deserialize(row, NodeJson.Default.Session)!;
            await state.WriteAsync([.. Gone(session.Tenant, session.User ?? IndexOf(session.Issuer!, session.Person!), hash, session.ExpiresAt)], cancellationToken);
        }

        used.TryRemove(hash, out _);
        belief.Drop(hash);
    }

    /// <summary>Of a user who is gone, or may not come in any more.</summary>
    public async Task EndAllAsync(string tenant, string user, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(PersonRows(tenant, user), cancellationToken);
        var ended = rows.Select(row => (Hash: row.Key[PersonRows(tenant, user).Length..], ExpiresAt: At(row.Value))).ToList();
        await state.WriteAsync([(SeenRow(tenant, user), null), .. ended.SelectMany(one => Gone(tenant, user, one.Hash, one.ExpiresAt))], cancellationToken);
        foreach (var (hash, _) in ended)
        {
            used.TryRemove(hash, out _);
            belief.Drop(hash);
        }
    }

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync($"person-session/{tenant}/", cancellationToken);
        foreach (var person in rows.Select(row => row.Key.Split('/')[2]).Distinct(StringComparer.Ordinal))
        {
            await EndAllAsync(tenant, person, cancellationToken);
        }

        foreach (var (hash, _) in used.Where(use => string.Equals(use.Value.Tenant, tenant, StringComparison.Ordinal)))
        {
            used.TryRemove(hash, out _);
        }

        await state.WriteAsync([.. (await state.ScanAsync($"user-seen/{tenant}/", cancellationToken)).Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    /// <summary>What changed of a user holds here with the next request.</summary>
    public void Forget() => belief.Clear();

    public async Task<IReadOnlyList<DateTimeOffset?>> SeenAsync(string tenant, IEnumerable<string> users, CancellationToken cancellationToken)
    {
        var ids = users.ToList();
        var stamps = await state.GetAsync([.. ids.Select(id => SeenRow(tenant, id))], cancellationToken);
        var recent = used.Values.Where(use => use.User is not null && string.Equals(use.Tenant, tenant, StringComparison.Ordinal)).GroupBy(use => use.User!, StringComparer.Ordinal)
            .ToDictionary(uses => uses.Key, uses => uses.Max(use => use.At), StringComparer.Ordinal);
        return [.. ids.Select((id, i) => recent.TryGetValue(id, out var at) ? at : stamps[i] is { } stamp ? At(stamp) : (DateTimeOffset?)null)];
    }

    /// <summary>When sessions were used is written now and then: a request never waits for it.</summary>
    public async Task FlushUsedAsync(CancellationToken cancellationToken)
    {
        var stamps = used.ToArray();
        if (stamps.Length == 0)
        {
            return;
        }

        // A session that was ended meanwhile, here or on another node, leaves nothing behind.
        var sessions = await state.GetAsync([.. stamps.Select(static stamp => Row(stamp.Key))], cancellationToken);
        var rows = new List<(string, byte[]?)>();
        foreach (var (hash, use) in stamps.Where((_, i) => sessions[i] is not null).Select(static stamp => (stamp.Key, stamp.Value)))
        {
            var at = BitConverter.GetBytes(use.At.UtcTicks);
            rows.Add((UsedRow(hash), at));
            if (use.User is { } user)
            {
                rows.Add((SeenRow(use.Tenant, user), at));
            }
        }

        await state.WriteAsync(rows, cancellationToken);
        foreach (var stamp in stamps)
        {
            used.TryRemove(stamp);
        }
    }

    private async Task<SignedIn> StartAsync(string tenant, string? user, string? issuer, Person? person, string index, CancellationToken cancellationToken)
    {
        await GoingTenants.RefuseAsync(state, tenant, cancellationToken);
        var token = BearerSecret.New(BearerSecret.Session);
        var (hash, now) = (BearerSecret.Hash(token), clock.GetUtcNow());
        var session = new Session(tenant, user, issuer, person, now, now + Longest);
        var others = await state.ScanAsync(PersonRows(tenant, index), cancellationToken);
        var tooMany = others.OrderBy(row => BitConverter.ToInt64(row.Value)).Take(Math.Max(0, others.Count - MaxOfPerson + 1)).SelectMany(row => Gone(tenant, index, row.Key[PersonRows(tenant, index).Length..], At(row.Value)));
        await state.WriteAsync(
            [
                .. tooMany,
                (Row(hash), JsonSerializer.SerializeToUtf8Bytes(session, NodeJson.Default.Session)), Expiry.Of(Row(hash), session.ExpiresAt),
                (UsedRow(hash), BitConverter.GetBytes(now.UtcTicks)), Expiry.Of(UsedRow(hash), session.ExpiresAt),
                (PersonRows(tenant, index) + hash, BitConverter.GetBytes(session.ExpiresAt.UtcTicks)), Expiry.Of(PersonRows(tenant, index) + hash, session.ExpiresAt),
            ],
            cancellationToken);
        return new(token, session.ExpiresAt.UtcDateTime, tenant);
    }

    private async ValueTask<Live?> LoadAsync(string hash, CancellationToken cancellationToken)
    {
        var rows = await state.GetAsync([Row(hash), UsedRow(hash)], cancellationToken);
        if (rows[0] is not { } row)
        {
            return null;
        }

        var session = JsonSerializer.Deserialize(row, NodeJson.Default.Session)!;
        var person = session.User is { } id ? await OfUserAsync(session.Tenant, id, cancellationToken) : await OfIssuerAsync(session, cancellationToken);
        return person is null ? null : new(session, person, rows[1] is { } stamp ? At(stamp) : session.CreatedAt);
    }

    private async ValueTask<Person?> OfUserAsync(string tenant, string id, CancellationToken cancellationToken) =>
        UserStore.Read(await state.GetAsync(UserStore.Row(tenant, id), cancellationToken)) is { Disabled: false } user ? user.Person : null;

    /// <summary>An issuer that the tenant has taken away vouches for nobody.</summary>
    private async ValueTask<Person?> OfIssuerAsync(Session session, CancellationToken cancellationToken) =>
        (await settings.OfAsync(session.Tenant, cancellationToken))?.IssuerOf(session.Issuer!) is null ? null : session.Person;

    /// <summary>With the notes of when they would have expired: they name the tenant.</summary>
    private static IEnumerable<(string, byte[]?)> Gone(string tenant, string person, string hash, DateTimeOffset expiresAt) =>
        ((string[])[Row(hash), UsedRow(hash), PersonRows(tenant, person) + hash]).SelectMany(row => ((string, byte[]?)[])[(row, null), (Expiry.Of(row, expiresAt).Key, null)]);

    private static string IndexOf(string issuer, Person person) => "oidc-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer} {person.Id}")));

    private static DateTimeOffset At(byte[] stamp) => new(BitConverter.ToInt64(stamp), TimeSpan.Zero);

    private static string Row(string hash) => "session/" + hash;

    private static string UsedRow(string hash) => "session-used/" + hash;

    private static string SeenRow(string tenant, string user) => $"user-seen/{tenant}/{user}";

    private static string PersonRows(string tenant, string person) => $"person-session/{tenant}/{person}/";
}
