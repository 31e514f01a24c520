using CareKpi.Api.Access;
using CareKpi.Api.Keys;
using CareKpi.Api.Scorecards;

namespace CareKpi.Api.People;

public sealed record MeWidget(string Level, string Key, IReadOnlyList<string>? Kpis, string Origin);

/// <summary>Who calls, and what is theirs. <see cref="Kind"/>: key, person, widget.</summary>
public sealed record MeBody(string Tenant, string Kind, string Id, string Name, IReadOnlyList<string> Scopes, string? Role, IReadOnlyList<string>? Teams, string? Agent, string? Email, DateTime? ExpiresAt, MeWidget? Widget)
{
    internal static MeBody Of(Caller caller) => new(
        caller.Tenant, Word(caller.Kind), caller.Id, caller.Name, KeyScopeWords.Of(caller.Scopes), caller.Role, (caller.Reach as Reach.OfTeams)?.Teams, caller.Agent, caller.Email, caller.ExpiresAt?.UtcDateTime,
        caller.Reach is Reach.OfWidget widget ? new(Words.Of(widget.Scope.Level), widget.Scope.Key, widget.Kpis, widget.Origin) : null);

    private static string Word(CallerKind kind) => kind switch { CallerKind.Key => "key", CallerKind.Person => "person", _ => "widget" };
}

internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/me", static (HttpContext context) => Results.Json(MeBody.Of(context.Caller()))).WithTags("People").AllowAnyCaller().LooksAtReach()
            .WithSummary("Who calls, and what the credential is good for").Produces<MeBody>();
}
