using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;

namespace CareKpi.Kpis.Appraisals;

/// <summary>The setting <c>appraisal</c> (docs/contracts/management-api.md, "Appraisal and customer health").</summary>
public static class AppraisalSettings
{
    public const string Key = "appraisal";

    private const int MostSchemes = 100;
    private const int MostTeams = 1_000;
    private const int MostParts = 20;
    private const int LongestText = 128;
    private const int LargestCount = 1_000_000;
    private const decimal LargestWeight = 1_000;
    private const decimal LargestTarget = 1_000_000_000_000;
    private const string Example = "{\"name\": \"All\", \"parts\": [{\"kpi\": \"csat\", \"weight\": 30, \"target\": 85}]}";

    /// <param name="settings">A tenant's settings, or a patch of them. Nothing said: none.</param>
    /// <exception cref="SettingsException">It is something else.</exception>
    public static IReadOnlyList<AppraisalScheme> Of(JsonElement settings) => [.. Read(settings).Select(static scheme => scheme.Scheme)];

    /// <summary>As reads have it: what an earlier version took without a look says nothing.</summary>
    public static IReadOnlyList<AppraisalScheme> OrNone(JsonElement settings)
    {
        try
        {
            return Of(settings);
        }
        catch (SettingsException)
        {
            return [];
        }
    }

    /// <summary>What is to be set, against the KPIs that there are.</summary>
    /// <exception cref="SettingsException">A KPI does not exist, or cannot be attained by an agent.</exception>
    public static void Check(JsonElement patch, KpiRegistry registry)
    {
        foreach (var (_, parts) in Read(patch))
        {
            foreach (var (part, at) in parts)
            {
                var kpi = registry.Find(part.Kpi) ?? throw new SettingsException(at.Path, $"there is no KPI '{part.Kpi}'{(registry.DidYouMean(part.Kpi) is { } near ? $"; did you mean '{near}'?" : "; GET /v1/kpis lists them.")}");
                if (kpi.IsAppraisal)
                {
                    throw new SettingsException(at.Path, $"'{kpi.Code}' cannot be a part of itself: name the KPIs that it is made of.");
                }
                if (!kpi.Levels.Has(Level.Agent))
                {
                    throw new SettingsException(at.Path, $"'{kpi.Code}' has no value for agents (its levels are {kpi.Levels}): choose a KPI that has.");
                }
                if (kpi.Direction == Direction.None)
                {
                    throw new SettingsException(at.Path, $"of '{kpi.Code}' neither more nor less is better (its direction is 'none'), so nothing says how far it is attained: choose a KPI with a direction, such as a custom one.");
                }
            }
        }
    }

    /// <summary>What <see cref="Check"/> asks of a KPI, in one word: a tenant's own may be another one since it was set.</summary>
    public static bool CanBePart(Kpi kpi) => !kpi.IsAppraisal && kpi.Levels.Has(Level.Agent) && kpi.Direction != Direction.None;

    private static List<(AppraisalScheme Scheme, List<(AppraisalPart Part, SettingsReader Kpi)> Parts)> Read(JsonElement settings)
    {
        var given = new SettingsReader(settings, "").Member(Key);
        given.HasKeys("schemes");
        var names = new HashSet<string>(StringComparer.Ordinal);
        return given.Member("schemes").Items(MostSchemes, $"[{Example}]").ConvertAll(item =>
        {
            item.HasKeys("name", "teams", "parts");
            var name = item.Member("name").Text(LongestText, "\"Voice\"");
            if (!names.Add(name))
            {
                throw new SettingsException(item.Member("name").Path, $"names \"{name}\" a second time: give each scheme a name of its own.");
            }
            var parts = Parts(item.Member("parts"));
            return (new AppraisalScheme(name, Teams(item.Member("teams")), parts.ConvertAll(static part => part.Part)), parts);
        });
    }

    private static List<string>? Teams(SettingsReader given)
    {
        if (!given.Given)
        {
            return null;
        }
        var teams = given.Items(MostTeams, "[\"voice\"]").ConvertAll(static team => team.Text(LongestText, "\"voice\""));
        return teams.Count > 0 ? teams : throw new SettingsException(given.Path, "names no team: leave it out for a scheme that is for all.");
    }

    private static List<(AppraisalPart Part, SettingsReader Kpi)> Parts(SettingsReader given)
    {
        var parts = new List<(AppraisalPart Part, SettingsReader Kpi)>();
        foreach (var item in given.Items(MostParts, "[{\"kpi\": \"csat\", \"weight\": 30}]"))
        {
            item.HasKeys("kpi", "weight", "target", "minCount");
            var kpi = item.Member("kpi");
            var code = kpi.Text(LongestText, "\"csat\"");
            if (parts.Exists(part => string.Equals(part.Part.Kpi, code, StringComparison.Ordinal)))
            {
                throw new SettingsException(kpi.Path, $"names '{code}' a second time: give each KPI once, with the weight that it has altogether.");
            }
            var weight = item.Member("weight").Number(0, LargestWeight, "") is { } number and > 0 ? (double)number : throw item.Member("weight").Not(string.Create(CultureInfo.InvariantCulture, $"a number over 0 and at most {LargestWeight}"));
            parts.Add((new AppraisalPart(code, weight, (double?)item.Member("target").Number(-LargestTarget, LargestTarget, ", in the unit of the KPI"), item.Member("minCount").Whole(1, LargestCount)), kpi));
        }
        return parts.Count > 0 ? parts : throw new SettingsException(given.Path, $"has 1 to {MostParts} parts, such as [{{\"kpi\": \"csat\", \"weight\": 30, \"target\": 85}}].");
    }
}
