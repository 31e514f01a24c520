using System.Text.Json;
using CareKpi.Api.Limits;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Admin;

public sealed record NewTenant(string? Name, string? TimeZone, string? Currency, string? Industry, string? Locale, JsonElement? Settings);

public sealed record AdminTenantBody(string Key, string Name, string TimeZone, string Currency, string? Industry, string Locale, string Position, DateTime? LastEventAt, long Events, long StateBytes)
{
    /// <summary>The rebuild that a change of the time zone began.</summary>
    public string? Job { get; init; }

    /// <summary>In a list: what the tenant has used of its limits.</summary>
    public LimitUse? Used { get; init; }

    internal static AdminTenantBody Of(TenantInfo tenant) => new(tenant.Key, tenant.Name, tenant.TimeZone, tenant.Currency, tenant.Industry, tenant.Locale,
        Positions.Of(tenant.Key, tenant.Position), Instants.At(tenant.LastEventAt), tenant.Events, tenant.StateBytes)
    { Job = tenant.Job };
}

/// <summary><see cref="NotServed"/>: tenants of the page that cannot be told of, each with why and what to do. <see cref="Cursor"/> is the <c>after</c> of the next page.</summary>
public sealed record AdminTenantPage(IReadOnlyList<AdminTenantBody> Items, IReadOnlyList<NotServedBody> NotServed, bool HasNextPage, string? Cursor);

public sealed record NotServedBody(string Key, string Detail);

/// <summary>SHA-256 in hex: of the whole state, and of its parts. Two nodes with the same events answer the same.</summary>
public sealed record DigestBody(string State, string Timelines, string Cells, string Seen, string Position);
