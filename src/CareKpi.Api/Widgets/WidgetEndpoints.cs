using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Widgets;

/// <summary>A tenant's widgets, and tokens for the pages that embed them (docs/widgets.md).</summary>
internal static class WidgetEndpoints
{
    private const int MaxKey = 256;

    public static void MapWidgets(this IEndpointRouteBuilder routes)
    {
        var widgets = routes.MapGroup("/v1/widgets").WithTags("Widgets");
        widgets.MapGet("", ListAsync).AllowKeys(KeyScopes.Manage).WithSummary("The tenant's widgets, a page").Produces<WidgetPage>();
        widgets.MapPost("", AddAsync).AllowKeys(KeyScopes.Manage).WithSummary("A new widget: what may be embedded where").Produces<WidgetBody>(StatusCodes.Status201Created).Audits("widget.created");
        widgets.MapPatch("/{id}", ChangeAsync).AllowKeys(KeyScopes.Manage).WithSummary("Changes what is given; tokens minted before live on, 15 minutes at most").Produces<WidgetBody>().Audits("widget.changed");
        widgets.MapDelete("/{id}", RemoveAsync).AllowKeys(KeyScopes.Manage).WithSummary("Removes a widget; tokens minted before live on, 15 minutes at most").Produces(StatusCodes.Status204NoContent).Audits("widget.removed");
        widgets.MapPost("/tokens", MintAsync).AllowKeys(KeyScopes.Widget).WithSummary("A token of 15 minutes for one scope on one page's origin").Produces<WidgetTokenBody>(StatusCodes.Status201Created).Audits("widget.token-minted");
        widgets.MapGet("/keys", KeysAsync).AllowEveryone().WithSummary("Public keys of the widget tokens (JWKS)").Produces<WidgetKeySet>();
        widgets.MapGet("/{id}/origins", OriginsAsync).AllowEveryone().WithSummary("The origins of the pages that may embed a widget").Produces<WidgetOrigins>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, WidgetBook book, int? first, string? after)
    {
        var page = Paging.Most(first);

        var rest = (await book.ListAsync(context.Caller().Tenant, context.RequestAborted)).Where(widget => string.CompareOrdinal(widget.Id, after ?? "") > 0).ToArray();
        WidgetBody[] items = [.. rest.Take(page).Select(Body)];
        return Results.Json(new WidgetPage(items, rest.Length > page, items.Length == 0 ? null : items[^1].Id));
    }

    private static async Task<IResult> AddAsync(NewWidget body, HttpContext context, WidgetBook book)
    {
        var widget = WidgetRules.Check(RandomId.New(), body);
        await book.AddAsync(context.Caller().Tenant, widget, context.RequestAborted);
        Audit(context, widget);
        return Results.Json(Body(widget), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string id, NewWidget body, HttpContext context, WidgetBook book)
    {
        var tenant = context.Caller().Tenant;
        var old = await book.FindAsync(tenant, id, context.RequestAborted) ?? throw Unknown();
        var widget = WidgetRules.Check(id, new(body.Name ?? old.Name, body.Origins ?? old.Origins, body.Levels ?? old.Levels, body.Kpis ?? old.Kpis));
        await book.PutAsync(tenant, widget, context.RequestAborted);
        Audit(context, widget);
        return Results.Json(Body(widget));
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, WidgetBook book)
    {
        var tenant = context.Caller().Tenant;
        _ = await book.FindAsync(tenant, id, context.RequestAborted) ?? throw Unknown();
        await book.RemoveAsync(tenant, id, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> MintAsync(NewWidgetToken body, HttpContext context, WidgetBook book, WidgetTokens tokens, KeyRing ring)
    {
        var caller = context.Caller();
        var level = body.Level is { } word ? Words.Level(word) : null;
        if (level is null)
        {
            throw ProblemException.BadInput("The level is 'tenant', 'team', 'agent' or 'customer'.", "level");
        }

        if (level == Level.Tenant ? !string.IsNullOrEmpty(body.Key) : string.IsNullOrEmpty(body.Key) || body.Key.Length > MaxKey)
        {
            throw ProblemException.BadInput("A team, an agent or a customer is named by its key of at most 256 characters; the tenant has none.", "key");
        }

        // People mint none: a token ends with the key that minted it.
        var minter = caller.Kind == CallerKind.Key ? await ring.FindAsync(caller.Tenant, caller.Id, context.RequestAborted) : null;
        if (minter?.Levels?.Contains(body.Level!, StringComparer.Ordinal) is not true)
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, $"Tokens are minted with an API key that has this level; this credential lacks '{body.Level}'.", "level");
        }

        var origin = WidgetRules.Origin(body.Origin, "origin");
        var kpis = body.Kpis is null ? null : WidgetRules.Codes(body.Kpis);
        var widget = (await book.ListAsync(caller.Tenant, context.RequestAborted))
            .Where(widget => Covers(widget, origin, body.Level!, kpis)).MaxBy(static widget => widget.Kpis?.Count ?? int.MaxValue)
            ?? throw new ProblemException(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "No widget of the tenant has this origin with this level and these KPIs: see /v1/widgets.", "origin");
        var (token, expiresAt) = await tokens.MintAsync(caller.Tenant, caller.Id, new(level.Value, body.Key ?? ""), kpis ?? widget.Kpis, origin, context.RequestAborted);
        // Not for whom: no key of a customer is in the log.
        context.Audit(widget.Id, new() { ["minter"] = caller.Id, ["level"] = body.Level, ["origin"] = origin });
        return Results.Json(new WidgetTokenBody(token, expiresAt.UtcDateTime), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> KeysAsync(HttpContext context, SigningKeys keys)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(new WidgetKeySet([.. (await keys.AllAsync(context.RequestAborted)).Select(static key => key.Public)]));
    }

    /// <summary>For the policy of a frame, which is sent before anybody can show a credential. Who asks knows the id already, as the pages that embed the widget do.</summary>
    private static async Task<IResult> OriginsAsync(string id, HttpContext context, WidgetBook book)
    {
        var widget = id.Length > MaxKey ? null : await book.FindAsync(id, context.RequestAborted).WithinAsync(Patience.Store, context.RequestAborted);
        return widget is null ? throw ProblemException.NotFound("There is no such widget.") : Results.Json(new WidgetOrigins(widget.Origins));
    }

    /// <summary>KPIs that are left out: those of the widget; of several, of the one with most.</summary>
    private static bool Covers(Widget widget, string origin, string level, IReadOnlyList<string>? kpis) =>
        widget.Origins.Contains(origin, StringComparer.Ordinal) && widget.Levels.Contains(level, StringComparer.Ordinal)
        && (kpis is null || widget.Kpis is null || kpis.All(kpi => widget.Kpis.Contains(kpi, StringComparer.Ordinal)));

    private static void Audit(HttpContext context, Widget widget) => context.Audit(widget.Id, new()
    {
        ["name"] = widget.Name,
        ["origins"] = AuditRules.Words(widget.Origins),
        ["levels"] = AuditRules.Words(widget.Levels),
        ["kpis"] = widget.Kpis is null ? null : AuditRules.Words(widget.Kpis),
    });

    private static WidgetBody Body(Widget widget) => new(widget.Id, widget.Name, widget.Origins, widget.Levels, widget.Kpis);

    private static ProblemException Unknown() => ProblemException.NotFound("The tenant has no such widget.");
}
