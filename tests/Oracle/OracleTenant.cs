using System.Text.Json;
using NodaTime;
using Oracle.Kpis;
using Oracle.Model;

namespace Oracle;

public enum Added
{
    Accepted,
    Duplicate,
    Rejected,
}

/// <summary>A tenant's events and the KPIs read from them, straight from the words of kpis.md and definitions.md.</summary>
/// <param name="timeZone">IANA name.</param>
/// <param name="settings">The keys of <c>/v1/settings</c>, or a list of <c>{validFrom, settings}</c>; null: the defaults.</param>
public sealed class OracleTenant(string timeZone, JsonElement? settings = null)
{
    private readonly Model.Calendar _calendar = new(timeZone);
    private readonly SettingsHistory _settings = new(settings);
    private readonly HashSet<(string Source, string Id, long UtcDay)> _taken = [];
    private readonly List<Event> _accepted = [];
    private TenantModel? _model;

    private TenantModel Model => _model ??= new TenantModel(_accepted, _calendar, _settings);

    /// <summary>A rejected event takes no id. The shape of the event is taken for granted.</summary>
    public Added Add(JsonElement cloudEvent)
    {
        if (Event.Read(cloudEvent) is not { } e)
        {
            return Added.Accepted;
        }

        if (Acceptance.Rejects(e))
        {
            return Added.Rejected;
        }

        if (!_taken.Add((e.Source, e.Id, Time.UtcDay(e.At))))
        {
            return Added.Duplicate;
        }

        _accepted.Add(e);
        _model = null;
        return Added.Accepted;
    }

    public static bool Serves(string kpi) => Catalogue.Find(kpi) is not null;

    /// <summary>Codes in catalogue order.</summary>
    public static IReadOnlyList<string> Served => Catalogue.Codes;

    /// <summary>One KPI of one scope over a period, as of <paramref name="now"/>.</summary>
    /// <param name="level"><c>tenant</c>, <c>team</c>, <c>agent</c> or <c>customer</c>.</param>
    /// <param name="to">Belongs to the period.</param>
    /// <returns>Null when the KPI is not served, not at this level or not by this dimension.</returns>
    public OracleValue? Read(string level, string? key, string kpi, DateOnly from, DateOnly to, Where? where, Instant now)
    {
        if (Catalogue.Find(kpi) is not { } row || !row.HasLevel(level) || !row.HasDimension(where))
        {
            return null;
        }

        var question = new Question(Model, level, key, from, to, where, Time.Of(now));
        var (provisional, settledThrough) = Settling.Of(row.Waits, question);
        var value = row.Read(question);
        return value with
        {
            Provisional = provisional,
            SettledThrough = settledThrough,
            Distribution = where is null or { Dimension: OracleDimension.Channel or OracleDimension.Queue or OracleDimension.Priority } ? value.Distribution : null,
        };
    }

    /// <summary>One row a month of the period that has begun.</summary>
    public IReadOnlyList<OracleCohort> ReadCohorts(DateOnly from, DateOnly to, bool ofRevenue, Instant now) =>
        Cohorts.Of(new Question(Model, "tenant", null, from, to, null, Time.Of(now)), ofRevenue);
}
