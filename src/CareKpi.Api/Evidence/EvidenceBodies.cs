using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Evidence;

namespace CareKpi.Api.Evidence;

// The shapes of docs/contracts/management-api.md, "Evidence".

public sealed record EvidenceInput(ScopeInput Scope, PeriodInput Period, string Kpi)
{
    public FilterInput? Where { get; init; }

    /// <summary>1–100.</summary>
    public int? First { get; init; }

    /// <summary>The cursor of the page before.</summary>
    public string? After { get; init; }
}

/// <summary>One thing whose facts count. <see cref="Numerator"/> and <see cref="Denominator"/>: what it adds to those of the KPI. <see cref="Amount"/>: in the KPI's unit, where one thing has one.</summary>
public sealed record EvidenceItemBody(string Kind, string Key, DateTime At, DateOnly Day, string Part, double? Amount, double Numerator, double? Denominator,
    string? Customer, string? Agent, string? Team, string? Channel, string? Topic, double? Score, string? Comment, string? Case, string? Contact)
{
    /// <param name="item">Of <paramref name="page"/>.</param>
    /// <param name="page">It has the scales.</param>
    /// <param name="sight">Of the caller: agents beyond it are not named.</param>
    internal static EvidenceItemBody Of(EvidenceItem item, EvidencePage page, Sight sight) => new(
        WordOf(item.Kind), item.Kind == EvidenceKind.AgentDay && !sight.SeesAgent(item.Key) ? "" : item.Key, Instants.At(item.At), item.Day,
        item.Part switch { EvidencePart.Numerator => "numerator", EvidencePart.Denominator => "denominator", _ => "both" },
        item.Amount, item.Numerator / page.NumeratorScale, page.DenominatorScale is { } scale ? item.Denominator / scale : null,
        item.Customer, item.Agent is { } agent && sight.SeesAgent(agent) ? agent : null, item.Team, item.Channel, item.Topic, item.Score, item.Comment, item.Case, item.Contact);

    private static string WordOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Case => "case",
        EvidenceKind.Contact => "contact",
        EvidenceKind.Survey => "survey",
        EvidenceKind.Complaint => "complaint",
        EvidenceKind.Evaluation => "evaluation",
        EvidenceKind.Session => "session",
        EvidenceKind.Mention => "mention",
        EvidenceKind.AgentDay => "agentDay",
        _ => "record",
    };
}

/// <summary>Newest first. A page may be shorter than asked for, even empty, and be followed by another one.</summary>
public sealed record EvidencePageBody(IReadOnlyList<EvidenceItemBody> Items, bool HasNextPage, string? Cursor, int? TotalCount, string AsOf)
{
    internal static EvidencePageBody Of(string tenant, EvidencePage page, Sight sight) =>
        new([.. page.Items.Select(item => EvidenceItemBody.Of(item, page, sight))], page.Cursor is not null, page.Cursor, null, Positions.Of(tenant, page.AsOf));
}
