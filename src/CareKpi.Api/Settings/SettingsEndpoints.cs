using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Oidc;
using CareKpi.Api.People;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Settings;

/// <summary>A change, merged (RFC 7396) into what holds at <see cref="ValidFrom"/>: an instant, <c>beginning</c>, or absent for now.</summary>
public sealed record SettingsPatch(string? ValidFrom, JsonElement Settings);

/// <summary><see cref="ValidFrom"/>: an instant or <c>beginning</c>.</summary>
public sealed record SettingsEntryBody(string ValidFrom, JsonElement Settings);

/// <summary>What holds now, defaults included; what was given, in order; the job of the rebuild that a change started; and since when events are kept (null: since ever).</summary>
public sealed record SettingsBody(JsonElement Effective, IReadOnlyList<SettingsEntryBody> History, string? Job, DateTime? Horizon)
{
    internal static SettingsBody Of(SettingsHistory settings) => new(settings.Effective, [.. settings.History.Select(entry => new SettingsEntryBody(When(entry.ValidFrom), entry.Settings))], settings.Job, Instants.At(settings.Horizon));

    private static string When(long validFrom) => validFrom == long.MinValue ? SettingsEndpoints.Beginning : Instants.Text(validFrom);
}

internal static class SettingsEndpoints
{
    public const string Beginning = "beginning";
    private const int MaxBody = 256 * 1024;

    /// <summary>Settings of access: they have no past and no future.</summary>
    private static readonly string[] FromNowOn = [OidcSettings.Key, Visibility.Key];

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/v1/settings").WithTags("Settings").AllowKeys(KeyScopes.Manage);
        settings.MapGet("", GetAsync).WithSummary("The settings with their history").Produces<SettingsBody>();
        settings.MapPatch("", PatchAsync).WithMetadata(new BodyLimit(MaxBody)).WithSummary("Changes settings; the answer names the job if facts have to be judged anew").Produces<SettingsBody>().Audits("settings.changed");
    }

    private static async Task<IResult> GetAsync(HttpContext context, IGrains grains)
    {
        var settings = await grains.Intake(context.Caller().Tenant).SettingsAsync().WithinAsync(Patience.Read, context.RequestAborted);
        return Results.Json(SettingsBody.Of(settings));
    }

    private static async Task<IResult> PatchAsync(SettingsPatch body, HttpContext context, IGrains grains, IssuerRegistry issuers, KeyRing ring)
    {
        TenantSettings.Check(body.Settings);
        if (body.Settings.TryGetProperty(OidcSettings.Key, out _))
        {
            // An issuer says who is an admin.
            (await Inviter.OfAsync(context, ring)).Check(PersonRole.Admin, $"settings.{OidcSettings.Key}");
        }

        if (body.ValidFrom is not null && Array.Find(FromNowOn, name => body.Settings.TryGetProperty(name, out _)) is { } now)
        {
            throw ProblemException.BadInput($"'{now}' says who gets in and who sees what, and holds from now on: send it without 'validFrom', other settings apart from it.", "validFrom");
        }

        var (tenant, from) = (context.Caller().Tenant, ValidFrom(body.ValidFrom));
        var settings = await issuers.ChangeAsync(
            tenant, body.Settings, given => grains.Intake(tenant).ChangeSettingsAsync(new SettingsChange(from, given)).WithinAsync(Patience.Admin, context.RequestAborted), context.RequestAborted);
        // Names only: values may be secrets.
        context.Audit("settings", new() { ["names"] = AuditRules.Words(body.Settings.EnumerateObject().Select(static setting => setting.Name)), ["validFrom"] = body.ValidFrom, ["job"] = settings.Job });
        return Results.Json(SettingsBody.Of(settings));
    }

    private static long? ValidFrom(string? text) => text switch
    {
        null => null,
        Beginning => long.MinValue,
        _ => Instants.TryParse(text, out var at) ? at : throw ProblemException.BadInput("'validFrom' is an instant with offset, such as 2026-03-02T00:00:00+08:00, or 'beginning'.", "validFrom"),
    };
}
