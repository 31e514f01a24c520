using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Evidence;

/// <summary>Lets dossiers speak, each once, and then the timelines of customers judge the marks that they gave.</summary>
internal sealed class DossierTeller(ICellSource source, EvidenceQuestion question, EvidenceSink sink)
{
    private const int PageOfRows = 1_000;

    private readonly DossierFacts facts = new(question.View.JudgedBy, question.View.Calendar, question.View.Hash);
    private readonly RepeatFacts repeats = new(question.View.JudgedBy);
    private readonly ConversionFacts conversions = new();
    private readonly HashSet<ulong> told = [];

    /// <summary>How many have spoken.</summary>
    public int Count => told.Count;

    public async Task TellAsync(IEnumerable<ulong> dossiers)
    {
        var next = dossiers.Where(told.Add).ToList();
        while (next.Count > 0)
        {
            var joined = new List<ulong>();
            foreach (var page in next.Chunk(PageOfRows))
            {
                var speaking = new List<Dossier>(page.Length);
                foreach (var row in await source.RowsAsync([.. page.Select(DossierWork.KeyOf)]))
                {
                    if (row is not null && DossierWork.RedirectOf(row) is { } into)
                    {
                        // Joined with another one since it was found.
                        joined.Add(into);
                    }
                    else if (row is not null)
                    {
                        speaking.Add(Dossier.Decode(row));
                    }
                }
                await question.Traits.LoadAsync(source, speaking);
                speaking.ForEach(Tell);
            }
            next = joined.FindAll(told.Add);
        }
        await JudgeAsync();
    }

    private void Tell(Dossier dossier)
    {
        sink.Begin(dossier);
        facts.Tell(dossier, sink);
        sink.End();
    }

    private async Task JudgeAsync()
    {
        var reach = Math.Max(repeats.Reach, ConversionFacts.Reach);
        foreach (var marks in sink.Marks.Chunk(PageOfRows))
        {
            var keys = marks.SelectMany(mark => Enumerable.Range(CustomerSpan.Of(mark.Mark.Instant), reach + 1).Select(span => CustomerWork.KeyOf(mark.Customer, span))).Distinct().ToList();
            var rows = await source.RowsAsync(keys);
            var spans = new Dictionary<StateKey, CustomerSpan>();
            for (var i = 0; i < keys.Count; i++)
            {
                if (rows[i] is { } row)
                {
                    spans.Add(keys[i], CustomerSpan.Decode(row));
                }
            }
            foreach (var (customer, mark, of) in marks)
            {
                sink.Begin(of);
                repeats.TellOf(customer, mark, SpanOf, sink);
                conversions.TellOf(customer, mark, SpanOf, sink);
                sink.End();

                CustomerSpan? SpanOf(int number) => spans.GetValueOrDefault(CustomerWork.KeyOf(customer, number));
            }
        }
        sink.Marks.Clear();
    }
}
