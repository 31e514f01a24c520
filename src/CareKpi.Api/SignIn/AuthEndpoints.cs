using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Node;
using CareKpi.Api.People;
using CareKpi.Api.Problems;

namespace CareKpi.Api.SignIn;

/// <summary>Sign-in of people; the gateway calls this for the browser. No answer tells whether a tenant or an address exists.</summary>
internal static class AuthEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/v1/auth").WithTags("Sign-in").AllowStrangers().WithMetadata(new BodyLimit(MaxBody));
        open.MapPost("/start", async (StartInput body, HttpContext context, AuthThrottle throttle, SignInFlow flow) =>
        {
            throttle.Count(context);
            return Results.Json(await flow.StartAsync(body, context.RequestAborted));
        }).WithSummary("Begins a sign-in at the tenant's issuer").Produces<StartedBody>();
        open.MapPost("/finish", async (FinishInput body, HttpContext context, AuthThrottle throttle, SignInFlow flow) =>
        {
            throttle.Count(context);
            var (session, person) = await flow.FinishAsync(body, context.RequestAborted);
            return await AnswerAsync(context, session, person, "issuer");
        }).CountsTries().WithSummary("Ends it with a session; state and code work once").Produces<SignedIn>();
        open.MapPost("/redeem", async (RedeemInput body, HttpContext context, AuthThrottle throttle, UserStore users, SessionStore sessions) =>
        {
            throttle.Count(context);
            var user = await users.RedeemAsync(body.Token ?? "", context.RequestAborted)
                ?? throw ProblemException.Unauthenticated("This link has been used, has expired or was replaced by a newer one: ask for a new one.");
            return await AnswerAsync(context, await sessions.StartAsync(user, context.RequestAborted), user.Person, "link");
        }).CountsTries().WithSummary("A session for a one-time link").Produces<SignedIn>();
        routes.MapPost("/v1/auth/sign-out", async (HttpContext context, SessionStore sessions) =>
        {
            if (Credentials.TokenOf(context.Request) is { } token && BearerSecret.LooksRight(token, BearerSecret.Session))
            {
                await sessions.EndAsync(token, context.RequestAborted);
                var caller = context.Caller();
                await context.AuditPersonAsync("person.signed-out", caller.Tenant, caller.Id, caller.Name);
            }

            return Results.NoContent();
        }).WithTags("Sign-in").AllowAnyCaller().LooksAtReach().WithSummary("Ends the session that calls").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>No session is handed out without its entry in the audit log.</summary>
    private static async Task<IResult> AnswerAsync(HttpContext context, SignedIn session, Person person, string way)
    {
        await context.AuditPersonAsync("person.signed-in", session.Tenant, person.Id, person.Name, new JsonObject { ["way"] = way });
        return Results.Json(session);
    }
}
