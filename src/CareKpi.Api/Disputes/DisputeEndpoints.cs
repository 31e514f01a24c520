using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Disputes;

namespace CareKpi.Api.Disputes;

internal static class DisputeEndpoints
{
    private const int MaxReason = 1_000;
    private const int MaxKey = 128;

    public static void MapDisputes(this IEndpointRouteBuilder routes)
    {
        var disputes = routes.MapGroup("/v1/disputes").WithTags("Disputes").AllowKeys(KeyScopes.Read).LooksAtReach();
        disputes.MapGet("", ListAsync).WithSummary("Answers that somebody says shall not count, newest first").Produces<DisputePage>();
        disputes.MapGet("/{id}", FindAsync).WithSummary("One of them").Produces<DisputeBody>();
        disputes.MapPost("", RaiseAsync).WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("Disputes the answer of a survey")
            .Accepts<DisputeInput>("application/json").Produces<DisputeBody>(StatusCodes.Status201Created).Audits("dispute.raised");
        disputes.MapPost("/{id}/decide", DecideAsync).WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("Decides whether the answer counts, or decides again")
            .Accepts<DecisionInput>("application/json").Produces<DisputeBody>().Audits("dispute.decided");
        disputes.MapDelete("/{id}", WithdrawAsync).WithSummary("Takes a dispute back that nobody has decided").Produces(StatusCodes.Status204NoContent).Audits("dispute.withdrawn");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, DisputeBook book, Sights sights, string? state, string? agent, int? first, string? after)
    {
        var caller = PersonOrKey(context);
        var only = string.IsNullOrEmpty(state) ? (DisputeState?)null : StateOf(state) ?? throw ProblemException.BadInput("The state is 'open', 'excluded', 'kept' or 'withdrawn'.", "state");
        var sight = await sights.OfAsync(caller, context.RequestAborted);
        var found = (await book.AllAsync(caller.Tenant, context.RequestAborted)).Where(known =>
            sight.SeesDispute(known.Dispute.Agent) && (only is null || known.Dispute.State == only)
            && (string.IsNullOrEmpty(agent) || (string.Equals(known.Dispute.Agent, agent, StringComparison.Ordinal) && sight.SeesAgent(agent))));
        var page = Paging.Page(found, static known => (long.MaxValue - known.Made).ToString("D19", CultureInfo.InvariantCulture), first, after);
        return Results.Json(new DisputePage(await BodiesAsync(grains, caller.Tenant, [.. page.Items.Select(static known => known.Dispute)], sight, context.RequestAborted), page.HasNextPage, page.Cursor));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, IGrains grains, DisputeBook book, Sights sights)
    {
        var caller = PersonOrKey(context);
        var sight = await sights.OfAsync(caller, context.RequestAborted);
        return await book.FindAsync(caller.Tenant, id, context.RequestAborted) is { } dispute && sight.SeesDispute(dispute.Agent)
            ? Results.Json((await BodiesAsync(grains, caller.Tenant, [dispute], sight, context.RequestAborted))[0]) : throw NoDispute();
    }

    private static async Task<IResult> RaiseAsync(HttpContext context, IGrains grains, DisputeBook book, Sights sights, TimeProvider clock)
    {
        var caller = Changing(context);
        var fields = new JsonFields(await JsonBody.ReadAsync(context), "", "survey", "reason");
        var (survey, reason) = (fields.Text("survey"), Reason(fields));
        if (survey.Length is 0 or > MaxKey)
        {
            throw ProblemException.BadInput($"'survey' is the key of a survey, of 1 to {MaxKey} characters.", "survey");
        }

        var sight = await sights.OfAsync(caller, context.RequestAborted);
        var answer = (await grains.Intake(caller.Tenant).SurveysAsync([survey]).WithinAsync(Patience.Read, context.RequestAborted))[0];
        if (answer is null || !sight.SeesDispute(answer.Agent))
        {
            throw ProblemException.NotFound("There is no answer of such a survey.");
        }

        var now = Instants.Microseconds(clock.GetUtcNow());
        var dispute = new Dispute(survey, 1, answer.Kind, answer.AnsweredAt, answer.Score, answer.Agent, answer.Team, reason, now, PartyOf(caller)) { Id = RandomId.New() };
        context.Audit(dispute.Id, new() { ["survey"] = survey, ["reason"] = reason });
        await book.RaiseAsync(caller.Tenant, dispute, context.RequestAborted);
        return Results.Json(DisputeBody.Of(dispute, answer.Comment, sight), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> DecideAsync(string id, HttpContext context, IGrains grains, DisputeBook book, Sights sights)
    {
        var caller = Changing(context);
        var fields = new JsonFields(await JsonBody.ReadAsync(context), "", "exclude", "reason");
        var (exclude, reason) = (fields.OptionalFlag("exclude") ?? throw ProblemException.BadInput("'exclude' is needed: true takes the answer out of every figure, false leaves it in.", "exclude"), Reason(fields));
        var sight = await sights.OfAsync(caller, context.RequestAborted);
        context.Audit(id, new() { ["exclude"] = exclude, ["reason"] = reason });
        var decided = await book.DecideAsync(caller.Tenant, id, Check, exclude, reason, PartyOf(caller), context.RequestAborted) ?? throw NoDispute();
        context.Audit(id, new() { ["survey"] = decided.Survey, ["exclude"] = exclude, ["reason"] = reason });
        return Results.Json((await BodiesAsync(grains, caller.Tenant, [decided], sight, context.RequestAborted))[0]);

        void Check(Dispute dispute, SurveyLook? now)
        {
            if (!sight.SeesDispute(dispute.Agent) || (now is not null && !sight.SeesDispute(now.Agent)))
            {
                throw NoDispute();
            }

            // Whoever it counts for now, and whoever it counted for when it was disputed.
            if (!sight.Decides || (caller.Agent is { } own && (string.Equals(own, dispute.Agent, StringComparison.Ordinal) || string.Equals(own, now?.Agent, StringComparison.Ordinal))))
            {
                throw ProblemException.Forbidden("A lead of the agent's team or an admin decides, and nobody about answers to the own work: ask another one.");
            }

            if (dispute.State == DisputeState.Withdrawn)
            {
                throw ProblemException.BadInput("The dispute was withdrawn, so there is nothing to decide; the answer may be disputed anew.");
            }
        }
    }

    private static async Task<IResult> WithdrawAsync(string id, HttpContext context, DisputeBook book, Sights sights)
    {
        var caller = Changing(context);
        var sight = await sights.OfAsync(caller, context.RequestAborted);
        var gone = await book.ChangeAsync(caller.Tenant, id, Withdraw, context.RequestAborted) ?? throw NoDispute();
        context.Audit(id, new() { ["survey"] = gone.Survey, ["reason"] = gone.Reason });
        return Results.NoContent();

        Dispute Withdraw(Dispute dispute)
        {
            if (!sight.SeesDispute(dispute.Agent))
            {
                throw NoDispute();
            }

            if (PartyOf(caller) is var me && (me.Kind, me.Id) != (dispute.RaisedBy.Kind, dispute.RaisedBy.Id))
            {
                throw ProblemException.Forbidden("Only who has raised a dispute withdraws it; a lead or an admin decides it.");
            }

            return dispute.State == DisputeState.Open ? dispute.Withdrawn() : throw ProblemException.BadInput($"The dispute is not open any more, it is {DisputeBody.Word(dispute.State)}.");
        }
    }

    private static Caller PersonOrKey(HttpContext context) =>
        context.Caller() is { Kind: not CallerKind.Widget } caller ? caller : throw ProblemException.Forbidden("Disputes are for people and keys, not for widgets.");

    private static Caller Changing(HttpContext context) =>
        PersonOrKey(context) is var caller && (caller.Kind == CallerKind.Person || caller.Scopes.HasFlag(KeyScopes.Manage)) ? caller : throw ProblemException.Forbidden("A key needs the scope 'manage' to raise, decide and withdraw disputes.");

    private static DisputeParty PartyOf(Caller caller) => new(caller.Kind == CallerKind.Person ? DisputeParty.Person : "key", caller.Id, caller.Name);

    private static string Reason(JsonFields fields) => fields.Text("reason").Trim() is { Length: > 0 and <= MaxReason } reason ? reason
        : throw ProblemException.BadInput($"A reason has 1 to {MaxReason} characters: who reads it later shall understand.", "reason");

    private static DisputeState? StateOf(string word) => Enum.GetValues<DisputeState>().Where(state => string.Equals(DisputeBody.Word(state), word, StringComparison.Ordinal)).Select(static state => (DisputeState?)state).FirstOrDefault();

    private static ProblemException NoDispute() => ProblemException.NotFound("There is no such dispute.");

    /// <summary>The comment is the answer's of now: it is for who may see whom that counts for now, too.</summary>
    private static async Task<IReadOnlyList<DisputeBody>> BodiesAsync(IGrains grains, string tenant, IReadOnlyList<Dispute> disputes, Sight sight, CancellationToken cancellationToken)
    {
        var answers = await grains.Intake(tenant).SurveysAsync([.. disputes.Select(static dispute => dispute.Survey)]).WithinAsync(Patience.Read, cancellationToken);
        return [.. disputes.Zip(answers, (dispute, answer) => DisputeBody.Of(dispute, answer is not null && sight.SeesDispute(answer.Agent) ? answer.Comment : null, sight))];
    }
}
