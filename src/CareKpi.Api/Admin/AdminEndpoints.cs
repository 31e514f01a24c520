using CareKpi.Api.Access;
using CareKpi.Api.Alerts;
using CareKpi.Api.Audit;
using CareKpi.Api.Imports;
using CareKpi.Api.Jobs;
using CareKpi.Api.Keys;
using CareKpi.Api.Limits;
using CareKpi.Api.Node;
using CareKpi.Api.Oidc;
using CareKpi.Api.People;
using CareKpi.Api.Problems;
using CareKpi.Api.Quality;
using CareKpi.Api.SignIn;
using CareKpi.Api.Widgets;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Admin;

/// <summary>Calls of the platform's operators, on the operator port only.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var tenants = routes.MapGroup("/v1/admin/tenants").WithTags("Admin").AllowOperator();
        tenants.MapGet("", ListAsync).WithSummary("Tenants, a page in key order").Produces<AdminTenantPage>();
        tenants.MapPut("/{tenant}", PutAsync).WithSummary("Makes a tenant, or answers what it is already").Produces<AdminTenantBody>().Produces<AdminTenantBody>(StatusCodes.Status201Created).Audits("tenant.changed");
        tenants.MapDelete("/{tenant}", DeleteAsync).WithSummary("Removes a tenant and all its data").Produces(StatusCodes.Status204NoContent).Audits("tenant.removed");
        tenants.MapPost("/{tenant}/keys", AddKeyAsync).WithSummary("A new key; its secret is shown this once").Produces<IssuedKey>(StatusCodes.Status201Created).Audits("key.created");
        tenants.MapDelete("/{tenant}/keys/{id}", (string tenant, string id, HttpContext context, KeyRing ring) => KeyEndpoints.RevokeAsync(ring, TenantRules.Key(tenant), id, context.RequestAborted))
            .WithSummary("Revokes a key within two seconds on every node").Produces(StatusCodes.Status204NoContent).Audits("key.revoked");
        tenants.MapGet("/{tenant}/users", async (string tenant, HttpContext context, IGrains grains, UserStore store, SessionStore sessions, int? first, string? after) =>
        {
            await ExistingAsync(grains, tenant, context.RequestAborted);
            return await UserEndpoints.ListAsync(store, sessions, tenant, first, after, context.RequestAborted);
        }).WithSummary("A tenant's users").Produces<UserPage>();
        tenants.MapPost("/{tenant}/users", async (string tenant, UserInput body, HttpContext context, IGrains grains, UserStore store) =>
        {
            await ExistingAsync(grains, tenant, context.RequestAborted);
            return await UserEndpoints.LetInAsync(store, tenant, body, context);
        }).WithSummary("Lets a person in with a one-time link; one who is there already gets a new link").Produces<InvitedBody>(StatusCodes.Status201Created).Audits("user.invited");
        tenants.MapDelete("/{tenant}/users/{id}", (string tenant, string id, HttpContext context, IGrains grains, UserStore store, SessionStore sessions) => UserEndpoints.RemoveAsync(grains, store, sessions, TenantRules.Key(tenant), id, context))
            .WithSummary("Removes a user; sessions end").Produces(StatusCodes.Status204NoContent).Audits("user.removed");
        tenants.MapPost("/{tenant}/rebuild", RebuildAsync).WithSummary("Builds the state anew from the log while the old one serves").Produces<JobBody>(StatusCodes.Status202Accepted).Audits("tenant.rebuild");
        tenants.MapGet("/{tenant}/jobs/{id}", JobAsync).WithSummary("Progress of a job").Produces<JobBody>();
        tenants.MapGet("/{tenant}/digest", DigestAsync).WithSummary("Digests of the tenant's state").Produces<DigestBody>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, ILogStore log, Budgets budgets, StateSizes sizes, int? first, string? after)
    {
        var page = Paging.Most(first);

        var keys = await log.TenantsAsync(string.IsNullOrEmpty(after) ? null : after, page + 1, context.RequestAborted);
        var asked = await Task.WhenAll(keys.Take(page).Select(key => DescribeAsync(grains, key, context.RequestAborted)));
        var items = new List<AdminTenantBody>();
        foreach (var info in asked.Select(static tenant => tenant.Info).OfType<TenantInfo>())
        {
            var budget = await budgets.OfAsync(info.Key);
            items.Add(AdminTenantBody.Of(info) with { StateBytes = await sizes.OfAsync(info.Key, context.RequestAborted).WithinAsync(Patience.Admin, context.RequestAborted), Used = new(budget.Day.Of(budget.Today)) });
        }

        return Results.Json(new AdminTenantPage(items, [.. asked.Select(static tenant => tenant.NotServed).OfType<NotServedBody>()], keys.Count > page, keys.Count > page ? keys[page - 1] : null));
    }

    /// <summary>One tenant that cannot be told of is no reason to tell of none.</summary>
    private static async Task<(TenantInfo? Info, NotServedBody? NotServed)> DescribeAsync(IGrains grains, string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await grains.Intake(key).DescribeAsync().WithinAsync(Patience.Read, cancellationToken), null);
        }
        catch (UnavailableException why)
        {
            return (null, new(key, why.Remedy ?? "It cannot be told now; ask again."));
        }
        catch (TimeoutException)
        {
            return (null, new(key, "It did not answer in time; ask again."));
        }
    }

    private static async Task<IResult> PutAsync(string tenant, NewTenant body, HttpContext context, IGrains grains, IssuerRegistry issuers, NodeState state)
    {
        var spec = TenantRules.Check(body);
        var intake = grains.Intake(TenantRules.Key(tenant));
        await GoingTenants.RefuseAsync(state, tenant, context.RequestAborted);
        var before = await intake.DescribeAsync().WithinAsync(Patience.Read, context.RequestAborted);
        var info = spec.Settings is { } settings
            ? await issuers.ChangeAsync(tenant, settings, given => intake.CreateAsync(spec with { Settings = given }).WithinAsync(Patience.Admin, context.RequestAborted), context.RequestAborted)
            : await intake.CreateAsync(spec).WithinAsync(Patience.Admin, context.RequestAborted);
        var made = AdminTenantBody.Of(info);
        context.Audit(tenant, new() { ["name"] = made.Name, ["timeZone"] = made.TimeZone, ["currency"] = made.Currency, ["job"] = made.Job }, before is null ? "tenant.created" : null);
        return before is null ? Results.Created($"/v1/admin/tenants/{tenant}", made) : Results.Json(made);
    }

    private static async Task<IResult> DeleteAsync(string tenant, string? confirm, HttpContext context, IGrains grains, ILogStore log, ITenantRemover remover, GoingTenants going, IEnumerable<ITenantRows> keepers)
    {
        TenantRules.Key(tenant);
        if (!string.Equals(confirm, tenant, StringComparison.Ordinal))
        {
            await KnownAsync();
            throw ProblemException.BadInput($"This removes the tenant and all its data. To confirm: ?confirm={tenant}", "confirm");
        }

        await going.RemoveAsync(tenant, KnownAsync, ForgetAsync, () => remover.RemoveAsync(tenant, context.RequestAborted), context.RequestAborted);
        context.Audit(tenant, tenantIsGone: true);
        return Results.NoContent();

        // What cannot be served can be removed: then the log says whether it is there.
        async Task KnownAsync()
        {
            var asked = await DescribeAsync(grains, tenant, context.RequestAborted);
            if (asked.Info is null && (asked.NotServed is null || (await log.HeadAsync(tenant, context.RequestAborted)).LastSeq == 0))
            {
                throw ProblemException.NotFound("There is no such tenant.");
            }
        }

        async Task ForgetAsync()
        {
            foreach (var rows in keepers)
            {
                await rows.ForgetAsync(tenant, context.RequestAborted);
            }
        }
    }

    private static async Task<IResult> AddKeyAsync(string tenant, NewKey body, HttpContext context, IGrains grains, KeyRing ring, TimeProvider clock)
    {
        await ExistingAsync(grains, tenant, context.RequestAborted);
        return await KeyEndpoints.AddAsync(ring, clock, tenant, body, context);
    }

    private static async Task<IResult> RebuildAsync(string tenant, HttpContext context, IGrains grains)
    {
        // Without a look at the tenant first: one that is not served is mended by this.
        var job = await grains.Intake(TenantRules.Key(tenant)).RebuildAsync().WithinAsync(Patience.Admin, context.RequestAborted);
        return Results.Accepted($"/v1/admin/tenants/{tenant}/jobs/{job.Id}", JobBody.Of(job));
    }

    private static async Task<IResult> JobAsync(string tenant, string id, HttpContext context, IGrains grains, ImportJobs imports)
    {
        await ExistingAsync(grains, tenant, context.RequestAborted);
        return await JobEndpoints.FindAsync(id, tenant, imports, grains, context.RequestAborted);
    }

    private static async Task<IResult> DigestAsync(string tenant, HttpContext context, IGrains grains)
    {
        var intake = await ExistingAsync(grains, tenant, context.RequestAborted);
        var digests = await intake.DigestAsync().WithinAsync(Patience.Admin, context.RequestAborted);
        return Results.Json(new DigestBody(digests.State, digests.Timelines, digests.Cells, digests.Seen, Positions.Of(tenant, digests.Position)));
    }

    internal static async Task<IIntakeGrain> ExistingAsync(IGrains grains, string tenant, CancellationToken cancellationToken)
    {
        var intake = grains.Intake(TenantRules.Key(tenant));
        return await intake.DescribeAsync().WithinAsync(Patience.Read, cancellationToken) is null ? throw ProblemException.NotFound("There is no such tenant.") : intake;
    }
}
