using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Evidence;

/// <summary>Lets agents speak of a local day: what their time went to, how they kept to schedules.</summary>
internal sealed class AgentDayTeller(ICellSource source, EvidenceQuestion question, EvidenceSink sink)
{
    private readonly WorkFacts work = new(question.View.Calendar);
    private readonly AdherenceFacts adherence = new(question.View.Calendar);

    public async Task TellAsync(int localDay, IReadOnlyList<int> agents)
    {
        var calendar = question.View.Calendar;
        var (begin, end) = (calendar.StartOf(localDay), calendar.StartOf(localDay + 1));
        // A status counts at most 16 hours: what began before that is over.
        var (first, last) = (AgentDay.Of(begin - WorkFacts.MaxStatus), AgentDay.Of(end - 1));
        var days = new Dictionary<(int Agent, int Day), AgentDay?>();
        await LoadAsync(agents.SelectMany(agent => Enumerable.Range(first - 1, last - first + 3).Select(day => (agent, day))), days);
        await LoadAsync(Targets(days), days);
        foreach (var agent in agents)
        {
            sink.Begin(new EvidenceSubject(EvidenceKind.AgentDay, question.View.Names.Text(agent)), (begin, end));
            for (var day = first; day <= last; day++)
            {
                work.Tell(agent, day, number => days.GetValueOrDefault((agent, number)), sink);
                adherence.Tell(agent, day, number => days.GetValueOrDefault((agent, number)), sink);
            }
            sink.End();
        }
    }

    private async Task LoadAsync(IEnumerable<(int Agent, int Day)> wanted, Dictionary<(int Agent, int Day), AgentDay?> days)
    {
        var missing = wanted.Where(at => !days.ContainsKey(at)).Distinct().ToList();
        var rows = missing.Count == 0 ? [] : await source.RowsAsync(missing.ConvertAll(static at => AgentWork.KeyOf(at.Agent, at.Day)));
        for (var i = 0; i < missing.Count; i++)
        {
            days[missing[i]] = rows[i] is { } row ? AgentDay.Decode(row) : null;
        }
    }

    /// <summary>Where what statuses supersede is looked for.</summary>
    private static List<(int Agent, int Day)> Targets(Dictionary<(int Agent, int Day), AgentDay?> days) =>
        [.. days.SelectMany(static day => (day.Value?.Statuses ?? []).Where(static status => status.Supersedes.Length > 0).Select(status => (day.Key.Agent, DaySuperseding.TargetDayOf(status))))];
}
