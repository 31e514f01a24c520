using System.Globalization;
using System.Text;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Evidence;

/// <summary>Lets days of the ledger speak of their costs, each once.</summary>
internal sealed class CostTeller(ICellSource source, EvidenceQuestion question, EvidenceSink sink)
{
    private readonly LedgerFacts facts = new(question.View.Calendar);
    private readonly Dictionary<StateKey, LedgerDay?> days = [];
    private readonly HashSet<StateKey> told = [];
    private readonly List<LedgerEvent> counting = [];

    public int Count => told.Count;

    public async Task TellAsync(IEnumerable<StateKey> rows)
    {
        var next = rows.Where(told.Add).ToList();
        await LoadAsync(next);
        await LoadAsync(next.SelectMany(row => (days[row]?.Events ?? []).Where(static held => held.Supersedes.Length > 0).Select(held => row with { B = DaySuperseding.TargetDayOf(held) })));
        foreach (var row in next)
        {
            if (days[row] is { } day)
            {
                DaySuperseding.Counting(day.Events, row.B, number => days.GetValueOrDefault(row with { B = number })?.Events, counting);
                foreach (var cost in counting)
                {
                    var id = Encoding.UTF8.GetString(cost.Id);
                    // An id is its source's and its day's.
                    sink.Begin(new EvidenceSubject(EvidenceKind.Record, id) { Order = string.Create(CultureInfo.InvariantCulture, $"{id}\n{question.View.Names.Text(cost.Source)}\n{row.B}") });
                    facts.TellOf(LedgerWork.KeyOf(row), cost, sink);
                    sink.End();
                }
            }
        }
    }

    private async Task LoadAsync(IEnumerable<StateKey> wanted)
    {
        var missing = wanted.Where(row => !days.ContainsKey(row)).Distinct().ToList();
        var rows = missing.Count == 0 ? [] : await source.RowsAsync(missing);
        for (var i = 0; i < missing.Count; i++)
        {
            days[missing[i]] = rows[i] is { } row ? LedgerDay.Decode(row) : null;
        }
    }
}
