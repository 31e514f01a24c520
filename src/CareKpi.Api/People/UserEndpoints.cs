using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Reports;
using CareKpi.Api.SignIn;
using CareKpi.Engine.Grains;
using Microsoft.AspNetCore.WebUtilities;

namespace CareKpi.Api.People;

/// <summary>A tenant's users, managed by its admins (<c>/v1/users</c>); operators let the first ones in (<c>/v1/admin/tenants/{tenant}/users</c>).</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/v1/users").WithTags("People").AllowKeys(KeyScopes.Manage);
        users.MapGet("", (HttpContext context, UserStore store, SessionStore sessions, int? first, string? after) => ListAsync(store, sessions, context.Caller().Tenant, first, after, context.RequestAborted))
            .WithSummary("The tenant's users, a page in the order of their addresses").Produces<UserPage>();
        users.MapPost("", async (UserInput body, HttpContext context, UserStore store, KeyRing ring) =>
        {
            var (spec, inviter) = (UserSpec.Check(body, null), await Inviter.OfAsync(context, ring));
            inviter.Check(spec.Role);
            var user = await store.AddAsync(context.Caller().Tenant, spec, context.RequestAborted);
            return await InviteAsync(store, inviter, user.Tenant, user.Id, context);
        }).WithSummary("A new user with a one-time sign-in link, shown this once").Produces<InvitedBody>(StatusCodes.Status201Created).Audits("user.created");
        users.MapPost("/{id}/invite", async (string id, HttpContext context, UserStore store, KeyRing ring) => await InviteAsync(store, await Inviter.OfAsync(context, ring), context.Caller().Tenant, id, context))
            .WithSummary("A new one-time sign-in link; the older ones end").Produces<InvitedBody>(StatusCodes.Status201Created).Audits("user.invited");
        users.MapPatch("/{id}", async (string id, UserInput body, HttpContext context, IGrains grains, UserStore store, SessionStore sessions, KeyRing ring) => await ChangeAsync(grains, store, sessions, await Inviter.OfAsync(context, ring), id, body, context))
            .WithSummary("Changes a user; one that is disabled is signed out everywhere within two seconds").Produces<UserBody>().Audits("user.changed");
        users.MapDelete("/{id}", (string id, HttpContext context, IGrains grains, UserStore store, SessionStore sessions) => RemoveAsync(grains, store, sessions, context.Caller().Tenant, id, context))
            .WithSummary("Removes a user; sessions end").Produces(StatusCodes.Status204NoContent).Audits("user.removed");
    }

    public static async Task<IResult> ListAsync(UserStore store, SessionStore sessions, string tenant, int? first, string? after, CancellationToken cancellationToken)
    {
        var page = Paging.Most(first);

        var (users, hasMore) = await store.ListAsync(tenant, AddressOf(after), page, cancellationToken);
        var seen = await sessions.SeenAsync(tenant, users.Select(user => user.Id), cancellationToken);
        var cursor = users.Count == 0 ? null : WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(users[^1].Email));
        return Results.Json(new UserPage([.. users.Select((user, i) => UserBody.Of(user, seen[i]))], hasMore, cursor));
    }

    /// <summary>For operators: a user who is there already gets a new link, and stays as is.</summary>
    public static async Task<IResult> LetInAsync(UserStore store, string tenant, UserInput body, HttpContext context)
    {
        var user = await store.FindByEmailAsync(tenant, body.Email?.Trim() ?? "", context.RequestAborted) ?? await store.AddAsync(tenant, UserSpec.Check(body, null), context.RequestAborted);
        return await InviteAsync(store, Inviter.Unbound, tenant, user.Id, context);
    }

    public static async Task<IResult> RemoveAsync(IGrains grains, UserStore store, SessionStore sessions, string tenant, string id, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (await store.FindAsync(tenant, id, cancellationToken) is not { } user || !await store.RemoveAsync(tenant, id, cancellationToken))
        {
            throw NoSuch();
        }

        await sessions.EndAllAsync(tenant, id, cancellationToken);
        context.Audit(id, new() { ["reports"] = await ReportAddresses.ReportsOfAsync(grains, tenant, user.Email, cancellationToken) });
        return Results.NoContent();
    }

    private static async Task<IResult> InviteAsync(UserStore store, Inviter inviter, string tenant, string id, HttpContext context)
    {
        if (await store.InviteAsync(tenant, id, inviter, context.RequestAborted) is not { } invited)
        {
            throw await store.FindAsync(tenant, id, context.RequestAborted) is null ? NoSuch() : ProblemException.BadInput("This user is disabled: enable it first ({\"disabled\": false}), or remove it.", "disabled");
        }

        context.Audit(id, Detail(invited.User));
        return Results.Json(new InvitedBody(UserBody.Of(invited.User, null), invited.Token, invited.ExpiresAt.UtcDateTime), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(IGrains grains, UserStore store, SessionStore sessions, Inviter inviter, string id, UserInput body, HttpContext context)
    {
        var (tenant, cancellationToken) = (context.Caller().Tenant, context.RequestAborted);
        var user = await store.ChangeAsync(tenant, id, body, inviter, cancellationToken) ?? throw NoSuch();
        if (user.Disabled)
        {
            await sessions.EndAllAsync(tenant, id, cancellationToken);
        }

        sessions.Forget();
        var detail = Detail(user);
        if (user.Disabled)
        {
            detail["reports"] = await ReportAddresses.ReportsOfAsync(grains, tenant, user.Email, cancellationToken);
        }

        context.Audit(id, detail);
        var seen = await sessions.SeenAsync(tenant, [id], cancellationToken);
        return Results.Json(UserBody.Of(user, seen[0]));
    }

    /// <summary>Who it is, by id and not by address, and what the person may see.</summary>
    private static JsonObject Detail(User user) => new() { ["role"] = user.Role.Word(), ["teams"] = AuditRules.Words(user.Teams), ["agent"] = user.Agent, ["disabled"] = user.Disabled };

    private static string? AddressOf(string? cursor)
    {
        try
        {
            return string.IsNullOrEmpty(cursor) ? null : System.Text.Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
        }
        catch (FormatException)
        {
            throw ProblemException.BadInput("'after' is the cursor that a page gave.", "after");
        }
    }

    private static ProblemException NoSuch() => ProblemException.NotFound("The tenant has no such user.");
}
