using CareKpi.Engine.Projection;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;

namespace CareKpi.Engine.Scopes;

/// <summary>A request checked: which KPIs, and which slices.</summary>
internal sealed record ReadPlan(IReadOnlyList<Kpi> Kpis, Dimensions Dimension, string? Tag, IReadOnlyList<string>? Values)
{
    /// <summary>Cells by day for the filter; <c>all</c> without one.</summary>
    public RowKind Kind => CellKey.KindOf(Dimension);

    /// <summary>The steps of the spell table that tell the dimension, where it is one of customers.</summary>
    public SpellStepKind? CustomerKind => Dimension switch
    {
        Dimensions.Segment => SpellStepKind.Segment,
        Dimensions.Region => SpellStepKind.Region,
        _ => null,
    };

    /// <summary>Figures of customers by the values of that dimension that are told apart, the rest together.</summary>
    public Dictionary<int, T> ByAdmitted<T>(Dictionary<int, T> byValue, TenantView view, Action<T, T> add)
        where T : new()
    {
        if (CustomerKind is null)
        {
            return byValue;
        }
        var admitted = new Dictionary<int, T>();
        foreach (var (value, of) in byValue)
        {
            var number = value == 0 ? 0 : view.Dimensions.Admitted(Dimension, 0, value);
            if (!admitted.TryGetValue(number, out var sum))
            {
                admitted.Add(number, sum = new T());
            }
            add(sum, of);
        }
        return admitted;
    }

    /// <summary>KPIs that an appraisal may be made of: they are read and not told.</summary>
    public IReadOnlyList<Kpi> Beneath { get; init; } = [];

    public IEnumerable<Kpi> Read => Kpis.Concat(Beneath);

    public bool HasAppraisal => Kpis.Any(static kpi => kpi.IsAppraisal);

    public ReadPlan With(TenantView view) => HasAppraisal
        ? this with { Beneath = [.. view.Settings.At(view.Now).Appraisal.SelectMany(static scheme => scheme.Parts).Select(static part => part.Kpi).Distinct(StringComparer.Ordinal).Select(code => AppraisalBasis.PartOf(code, view.OwnKpis.Registry)).OfType<Kpi>()] }
        : this;

    public bool HasSpells => Read.Any(static kpi => kpi.Measures.Any(static measure => measure.Kind == MeasureKind.Spell));

    public bool HasHealth => Read.Any(IsOfHealth);

    public ReadPlan WithoutHealth() => this with { Kpis = [.. Kpis.Where(static kpi => !IsOfHealth(kpi))] };

    private static bool IsOfHealth(Kpi kpi) => kpi.Measures.Any(static measure => measure.Kind == MeasureKind.Health);

    public bool HasYearMargin => Read.Any(static kpi => kpi.Measures.Contains(LoyaltyMeasures.YearMargin));

    /// <summary>Events of the tenant's own are read.</summary>
    public bool HasEvents => Read.Any(static kpi => kpi.Measures.Any(static measure => measure.Event is not null));

    public static ReadPlan Of(ReadRequest request, KpiRegistry registry)
    {
        var dimension = request.Where?.Dimension ?? Dimensions.None;
        if (request.By is { } by)
        {
            if (request.Where is not null)
            {
                throw new ReadProblemException("BAD_INPUT", "one dimension at a time: leave out 'where' or 'by'", "by");
            }
            dimension = by.Dimension;
        }
        if (request.Ranking is { } ranking)
        {
            Check(request, ranking);
        }
        if (request.Cohorts is not null)
        {
            CheckCohorts(request);
        }
        var tag = request.By is null ? request.Where?.Tag : request.By.Tag;
        if ((dimension == Dimensions.Tag) != (tag is not null))
        {
            throw new ReadProblemException("BAD_INPUT", "the dimension 'tag' needs the name of a tag, and only it has one", request.By is null ? "where.tag" : "by.tag");
        }
        return new ReadPlan(KpisOf(request, dimension, registry), dimension, tag, request.Where?.Values);
    }

    private static void Check(ReadRequest request, RankingOf ranking)
    {
        var isUnder = request.Scope.Level == Level.Tenant ? ranking.Level != Level.Tenant : request.Scope.Level == Level.Team && ranking.Level == Level.Agent;
        if (!isUnder)
        {
            throw new ReadProblemException("BAD_INPUT", "a tenant ranks its teams, agents or customers, a team its agents", "ranking.level");
        }
        if (request.Interval is not null || request.By is not null || request.Values)
        {
            throw new ReadProblemException("BAD_INPUT", "a ranking is asked for by itself: leave out 'interval', 'by' and 'values'", "ranking");
        }
    }

    private static void CheckCohorts(ReadRequest request)
    {
        if (request.Scope.Level != Level.Tenant)
        {
            throw new ReadProblemException("BAD_INPUT", "cohorts are the tenant's: leave out the key and ask for the level 'tenant'", "scope.level");
        }
        if (request.Kpis is { Count: > 0 } || request.Where is not null || request.Interval is not null || request.By is not null || request.Ranking is not null || request.Values)
        {
            throw new ReadProblemException("BAD_INPUT", "cohorts are asked for by themselves: leave out 'kpis', 'where', 'interval', 'by', 'ranking' and 'values'", "cohorts");
        }
    }

    private static List<Kpi> KpisOf(ReadRequest request, Dimensions dimension, KpiRegistry registry)
    {
        if (request.Cohorts is not null)
        {
            return [];
        }
        // What is ranked are the KPIs of the scopes beneath.
        var level = request.Ranking?.Level ?? request.Scope.Level;
        if (request.Kpis is not { } codes)
        {
            return [.. registry.ForLevel(level).Where(kpi => kpi.Parent is null && Has(kpi, dimension))];
        }
        var found = new List<Kpi>();
        for (var i = 0; i < codes.Count; i++)
        {
            var field = $"kpis[{i}]";
            var kpi = registry.Find(codes[i]) ?? throw Unknown(registry, codes[i], field);
            if (!kpi.Levels.Has(level))
            {
                throw new ReadProblemException("KPI_NOT_AT_LEVEL", $"'{kpi.Code}' has no value for {level.ToString().ToLowerInvariant()}s; its levels are {kpi.Levels}", field);
            }
            if (!Has(kpi, dimension))
            {
                throw new ReadProblemException("KPI_NOT_BY_DIMENSION", $"'{kpi.Code}' is not kept by {dimension.ToString().ToLowerInvariant()}", field);
            }
            found.Add(kpi);
        }
        return found;
    }

    private static bool Has(Kpi kpi, Dimensions dimension) => dimension == Dimensions.None || (kpi.Dimensions & dimension) != 0;

    private static ReadProblemException Unknown(KpiRegistry registry, string code, string field)
    {
        var hint = registry.DidYouMean(code) is { } near ? $"; did you mean '{near}'?" : "; GET /v1/kpis lists them";
        return new ReadProblemException("UNKNOWN_KPI", $"no KPI '{(code.Length > 64 ? code[..64] : code)}'{hint}", field);
    }
}

/// <summary>Values of dimensions as cells number them, and back.</summary>
internal static class SliceValues
{
    public static IReadOnlyList<long> Numbers(ReadPlan plan, TenantView view)
    {
        if (plan.Values is null)
        {
            return [0];
        }
        var tag = plan.Tag is null ? 0 : view.Names.Find(plan.Tag);
        return [.. plan.Values.Select(value => Number(plan.Dimension, tag, value, view)).Where(number => number != 0).Distinct()];
    }

    public static string Text(ReadPlan plan, long number, TenantView view) => plan.Dimension switch
    {
        Dimensions.Channel => ContractWords.Channels.Name((Channel)number),
        Dimensions.Priority => ContractWords.Priorities.Name((Priority)number),
        _ => Name((int)number, view),
    };

    /// <summary>Whether a cell's value belongs to the tag that is asked for.</summary>
    public static bool IsOf(ReadPlan plan, long number, TenantView view) =>
        plan.Dimension != Dimensions.Tag || DimensionValues.SplitTag(number).Tag == view.Names.Find(plan.Tag!);

    /// <summary>What comes beyond the values that are told apart.</summary>
    public const string OtherText = "…other";

    private static string Name(int name, TenantView view) => name == DimensionValues.Other ? OtherText : view.Names.Text(name);

    private static long Number(Dimensions dimension, int tag, string value, TenantView view)
    {
        switch (dimension)
        {
            case Dimensions.Channel:
                return ContractWords.Channels.TryParse(value, out var channel) ? (long)channel : 0;
            case Dimensions.Priority:
                return ContractWords.Priorities.TryParse(value, out var priority) ? (long)priority : 0;
            case Dimensions.Tag:
                var name = string.Equals(value, OtherText, StringComparison.Ordinal) ? DimensionValues.Other : view.Names.Find(value);
                return tag == 0 || name == 0 ? 0 : DimensionValues.TagValue(tag, name);
            default:
                return string.Equals(value, OtherText, StringComparison.Ordinal) ? DimensionValues.Other : view.Names.Find(value);
        }
    }
}
