using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Now;

internal static class NowEndpoints
{
    private const int MaxPage = 1_000;
    private const int UsualPage = 100;

    public static void MapNow(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/now", ReadAsync).WithTags("Scorecards").AllowKeys(KeyScopes.Read).LooksAtReach()
            .WithSummary("Agents' running statuses, and who waits in which queue").Produces<NowBody>();

    /// <param name="context">Of the request.</param>
    /// <param name="grains">Of the node.</param>
    /// <param name="sights">Whom the caller may see.</param>
    /// <param name="team">Its agents only, with those of the teams below it.</param>
    /// <param name="status">Agents with this status only; counts are of all.</param>
    /// <param name="first">1–1,000, usually 100.</param>
    /// <param name="after">The cursor of the page before.</param>
    private static async Task<IResult> ReadAsync(HttpContext context, IGrains grains, Sights sights, string? team, string? status, int? first, string? after)
    {
        var most = Paging.Most(first, MaxPage, UsualPage);
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        if (!sight.SeesNow)
        {
            throw ProblemException.Forbidden("What is now is for people and keys, not for widgets.");
        }

        var request = new NowRequest(most)
        {
            Team = string.IsNullOrEmpty(team) ? null : team,
            Status = string.IsNullOrEmpty(status) ? null : Status(status),
            After = string.IsNullOrEmpty(after) ? null : after,
            AmongTeams = sight.Among(Level.Team),
            AmongAgents = sight.Among(Level.Agent),
            WithQueues = sight.SeesQueues,
        };
        if (request.Team is { } named && !sight.Sees(new(Level.Team, named)))
        {
            throw NoSuchTeam();
        }

        var board = await grains.Intake(context.Caller().Tenant).NowAsync(request).WithinAsync(Patience.Read, context.RequestAborted) ?? throw NoSuchTeam();
        return Results.Json(NowBody.Of(board));
    }

    private static AgentState Status(string word) => ContractWords.AgentStates.TryParse(word, out var known)
        ? known : throw ProblemException.BadInput("The status is 'available', 'assisting', 'wrap', 'training', 'break' or 'offline'.", "status");

    private static ProblemException NoSuchTeam() => ProblemException.NotFound("There is no such team.");
}
