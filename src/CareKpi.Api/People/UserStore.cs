using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.People;

/// <summary>The users of all tenants and their one-time links. Links are stored as hashes.</summary>
internal sealed class UserStore(NodeState state, TimeProvider clock) : ITenantRows
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromHours(24);
    private const int MaxUsers = 20_000;

    /// <summary>null: the tenant has no such user.</summary>
    public async ValueTask<User?> FindAsync(string tenant, string id, CancellationToken cancellationToken) => Read(await state.GetAsync(Row(tenant, id), cancellationToken));

    public async ValueTask<User?> FindByEmailAsync(string tenant, string email, CancellationToken cancellationToken) =>
        await state.GetAsync(EmailRow(tenant, email), cancellationToken) is { } id ? await FindAsync(tenant, System.Text.Encoding.UTF8.GetString(id), cancellationToken) : null;

    /// <summary>In the order of their addresses. <paramref name="after"/>: an address.</summary>
    public async Task<(IReadOnlyList<User> Users, bool HasMore)> ListAsync(string tenant, string? after, int first, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync(EmailRows(tenant), cancellationToken, after is null ? null : EmailRow(tenant, after), first + 1);
        var users = await state.GetAsync([.. rows.Take(first).Select(row => Row(tenant, System.Text.Encoding.UTF8.GetString(row.Value)))], cancellationToken);
        return ([.. users.Select(Read).OfType<User>()], rows.Count > first);
    }

    public Task<User> AddAsync(string tenant, UserSpec spec, CancellationToken stopping) => state.AloneAsync(Lock(tenant), async cancellationToken =>
    {
        await GoingTenants.RefuseAsync(state, tenant, cancellationToken);
        await FreeAsync(tenant, spec.Email, cancellationToken);
        if ((await state.ScanAsync(EmailRows(tenant), cancellationToken, most: MaxUsers)).Count == MaxUsers)
        {
            throw ProblemException.BadInput("The tenant has as many users as one may have (20,000): remove some, or let people sign in with an issuer.");
        }

        var user = new User(RandomId.New(), tenant, spec.Email, spec.Name, spec.Role, spec.Teams, spec.Agent, clock.GetUtcNow(), Disabled: false, Link: null);
        await WriteAsync(user, null, cancellationToken);
        return user;
    }, stopping);

    /// <summary>null: no such user. <paramref name="inviter"/> has a say over what the user was and becomes.</summary>
    public Task<User?> ChangeAsync(string tenant, string id, UserInput change, Inviter inviter, CancellationToken stopping) => state.AloneAsync<User?>(Lock(tenant), async cancellationToken =>
    {
        if (await FindAsync(tenant, id, cancellationToken) is not { } before)
        {
            return null;
        }

        var spec = UserSpec.Check(change, before);
        inviter.Check(before.Role);
        inviter.Check(spec.Role);
        if (!string.Equals(EmailRow(tenant, spec.Email), EmailRow(tenant, before.Email), StringComparison.Ordinal))
        {
            await FreeAsync(tenant, spec.Email, cancellationToken);
        }

        var user = before with { Email = spec.Email, Name = spec.Name, Role = spec.Role, Teams = spec.Teams, Agent = spec.Agent, Disabled = change.Disabled ?? before.Disabled };
        if (!string.Equals(user.Email, before.Email, StringComparison.Ordinal) || user.Role != before.Role || user.Disabled != before.Disabled)
        {
            // It went to that address, and for that role: whoever is somebody else now is invited anew.
            user = user with { Link = null };
        }

        await WriteAsync(user, before, cancellationToken);
        return user;
    }, stopping);

    /// <summary>A new one-time link; the older ones end. null: no such user, or a disabled one.</summary>
    public Task<(User User, string Token, DateTimeOffset ExpiresAt)?> InviteAsync(string tenant, string id, Inviter inviter, CancellationToken stopping) => state.AloneAsync<(User, string, DateTimeOffset)?>(Lock(tenant), async cancellationToken =>
    {
        if (await FindAsync(tenant, id, cancellationToken) is not { Disabled: false } before)
        {
            return null;
        }

        await GoingTenants.RefuseAsync(state, tenant, cancellationToken);
        inviter.Check(before.Role);
        var token = BearerSecret.New(BearerSecret.Link);
        var link = LinkRow(BearerSecret.Hash(token));
        var target = new LinkTarget(tenant, id, clock.GetUtcNow() + LinkLasts);
        var user = before with { Link = BearerSecret.Hash(token) };
        await state.WriteAsync([.. Ended(before, user), (link, JsonSerializer.SerializeToUtf8Bytes(target, NodeJson.Default.LinkTarget)), Expiry.Of(link, target.ExpiresAt), (Row(tenant, id), Bytes(user))], cancellationToken);
        return (user, token, target.ExpiresAt);
    }, stopping);

    /// <summary>Whose link it is; it works once. null: it is none, has worked, has expired, or a newer one was made.</summary>
    public async Task<User?> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerSecret.LooksRight(token, BearerSecret.Link))
        {
            return null;
        }

        var hash = BearerSecret.Hash(token);
        if (await state.TakeAsync(LinkRow(hash), cancellationToken) is not { } row)
        {
            return null;
        }

        var target = JsonSerializer.Deserialize(row, NodeJson.Default.LinkTarget)!;
        var user = target.ExpiresAt > clock.GetUtcNow() ? await FindAsync(target.Tenant, target.User, cancellationToken) : null;
        return user is { Disabled: false } && string.Equals(user.Link, hash, StringComparison.Ordinal) ? user : null;
    }

    /// <summary>False: the tenant has no such user.</summary>
    public Task<bool> RemoveAsync(string tenant, string id, CancellationToken stopping) => state.AloneAsync(Lock(tenant), async cancellationToken =>
    {
        if (await FindAsync(tenant, id, cancellationToken) is not { } user)
        {
            return false;
        }

        await state.WriteAsync([(Row(tenant, id), null), (EmailRow(tenant, user.Email), null), .. Ended(user, null)], cancellationToken);
        return true;
    }, stopping);

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var (_, id) in await state.ScanAsync(EmailRows(tenant), cancellationToken))
        {
            await RemoveAsync(tenant, System.Text.Encoding.UTF8.GetString(id), cancellationToken);
        }
    }

    /// <summary>The row of a link that is the user's no more.</summary>
    private static (string, byte[]?)[] Ended(User before, User? after) => before.Link is { } link && !string.Equals(link, after?.Link, StringComparison.Ordinal) ? [(LinkRow(link), null)] : [];

    private async Task FreeAsync(string tenant, string email, CancellationToken cancellationToken)
    {
        if (await state.GetAsync(EmailRow(tenant, email), cancellationToken) is not null)
        {
            throw ProblemException.BadInput("There is a user with this email address already: invite or change that one.", "email");
        }
    }

    private async Task WriteAsync(User user, User? before, CancellationToken cancellationToken)
    {
        var rows = new List<(string, byte[]?)>();
        if (before is not null)
        {
            rows.Add((EmailRow(before.Tenant, before.Email), null));
            rows.AddRange(Ended(before, user));
        }

        rows.Add((EmailRow(user.Tenant, user.Email), System.Text.Encoding.UTF8.GetBytes(user.Id)));
        rows.Add((Row(user.Tenant, user.Id), Bytes(user)));
        await state.WriteAsync(rows, cancellationToken);
    }

    internal static User? Read(byte[]? row) => row is null ? null : JsonSerializer.Deserialize(row, NodeJson.Default.User);

    private static byte[] Bytes(User user) => JsonSerializer.SerializeToUtf8Bytes(user, NodeJson.Default.User);

    internal static string Row(string tenant, string id) => $"user/{tenant}/{id}";

    private static string Lock(string tenant) => $"users/{tenant}";

    private static string EmailRows(string tenant) => $"user-email/{tenant}/";

    private static string EmailRow(string tenant, string email) => EmailRows(tenant) + email.ToLowerInvariant();

    private static string LinkRow(string hash) => "link/" + hash;
}
