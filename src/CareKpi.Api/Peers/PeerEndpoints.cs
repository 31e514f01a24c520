using System.Globalization;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Benchmarks.Peers;

namespace CareKpi.Api.Peers;

/// <summary><see cref="State"/>: looking (at tenants), publishing or done. <see cref="Looked"/>: tenants so far, <see cref="Taking"/> those that take part.</summary>
public sealed record PeerRoundBody(DateOnly Quarter, string State, int Looked, int Taking)
{
    internal static PeerRoundBody Of(PeerRoundRow round) => new(round.Quarter, round.State switch { PeerRoundState.Looking => "looking", PeerRoundState.Publishing => "publishing", _ => "done" }, round.Looked, round.Taking);
}

public sealed record PeerFiguresBody(string Kpi, DateOnly Quarter, int Tenants, double? P10, double P25, double P50, double P75, double? P90);

/// <summary>What is published about one group; never who is in it.</summary>
public sealed record PeerGroupBody(string Industry, string Size, DateOnly Decided, IReadOnlyList<PeerFiguresBody> Kpis)
{
    internal static PeerGroupBody Of(string group, PeerGroup published) => new(
        group.Split('/')[0], group.Split('/')[1], published.Decided,
        [.. PeerKpis.All.Select(kpi => (kpi.Code, published.Kpis.GetValueOrDefault(kpi.Code)?.Figures)).Where(static told => told.Figures is not null)
            .Select(static told => new PeerFiguresBody(told.Code, told.Figures!.Quarter, told.Figures.Tenants, told.Figures.P10, told.Figures.P25, told.Figures.P50, told.Figures.P75, told.Figures.P90))]);
}

public sealed record PeerSnapshotsBody(PeerRoundBody? Round, IReadOnlyList<PeerGroupBody> Items, bool HasNextPage, string? Cursor);

internal static class PeerEndpoints
{
    public static void MapPeers(this IEndpointRouteBuilder routes)
    {
        var snapshots = routes.MapGroup("/v1/admin/peers/snapshots").WithTags("Admin").AllowOperator();
        snapshots.MapGet("", ListAsync).WithSummary("Published distributions over peers, by industry and size, and how far the round of a quarter has come").Produces<PeerSnapshotsBody>();
        snapshots.MapPost("", RunAsync).WithSummary("Begins the round of a quarter that is over now, without waiting for late events").Produces<PeerRoundBody>().Produces<PeerRoundBody>(StatusCodes.Status202Accepted).Audits("peers.round");
    }

    private static async Task<IResult> ListAsync(HttpContext context, PeerStore store, int? first, string? after)
    {
        var page = Paging.Most(first);

        var groups = await store.ListAsync(string.IsNullOrEmpty(after) ? null : after, page + 1, context.RequestAborted);
        var items = groups.Take(page).ToList();
        return Results.Json(new PeerSnapshotsBody(
            await store.RoundAsync(context.RequestAborted) is { } round ? PeerRoundBody.Of(round) : null,
            items.ConvertAll(static group => PeerGroupBody.Of(group.Group, group.Published)), groups.Count > page, items.Count == 0 ? null : items[^1].Group));
    }

    private static async Task<IResult> RunAsync(string? quarter, HttpContext context, PeerStore store, PeerRound rounds)
    {
        if (!DateOnly.TryParseExact(quarter, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || first is not { Day: 1, Month: 1 or 4 or 7 or 10 })
        {
            throw ProblemException.BadInput("A quarter is named by its first day: ?quarter=2026-01-01", "quarter");
        }

        if (first > rounds.Over)
        {
            throw ProblemException.BadInput($"The quarter is not over everywhere; the last one that is began on {rounds.Over:yyyy-MM-dd}.", "quarter");
        }

        context.Audit(first.ToString("O", CultureInfo.InvariantCulture));
        if (await rounds.BeginAsync(first, context.RequestAborted) is { } begun)
        {
            return Results.Accepted("/v1/admin/peers/snapshots", PeerRoundBody.Of(begun));
        }

        var last = (await store.RoundAsync(context.RequestAborted))!;
        return last.Quarter == first ? Results.Json(PeerRoundBody.Of(last))
            : throw ProblemException.BadInput($"The round of {last.Quarter:yyyy-MM-dd} {(last.State == PeerRoundState.Done ? "was made: an earlier quarter is not decided any more" : "runs: call again when it is done")}.", "quarter");
    }
}
