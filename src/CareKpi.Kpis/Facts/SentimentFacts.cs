using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>Sentiment that an event carries or was given by the built-in analyser.</summary>
internal sealed class SentimentFacts
{
    /// <summary>What lies between −0.05 and 0.05 is neutral.</summary>
    private const long Neutral = 50_000;

    private readonly AmountList amounts = new();

    public static bool IsPositive(in DossierEvent said) => said.Is(DossierFlags.HasSentiment) && said.Sentiment > Neutral;

    public static bool IsNegative(in DossierEvent said) => said.Is(DossierFlags.HasSentiment) && said.Sentiment < -Neutral;

    /// <summary>A customer's message or a survey answer with a comment.</summary>
    public void Add(in DossierEvent said, Attribution at, FactSink sink)
    {
        if (said.Is(DossierFlags.HasSentiment))
        {
            amounts.Clear();
            amounts.Add(SentimentMeasures.Interaction, said.Sentiment);
            amounts.CountIf(said.Is(DossierFlags.MachineScored), SentimentMeasures.InteractionMachineScored);
            sink.Add(new FactHead(at.Credit, at.Customer, said.Time, at.Slices), amounts.Span);
            if (at.Customer != 0)
            {
                sink.Health(at.Customer, new HealthMark(HealthKind.Sentiment, said.Time, (int)((said.Sentiment + HealthMark.Unit) * 50)));
            }
        }
        Look(said, Finding.TextNotJudged, sink);
    }

    /// <summary>There was a text, and no word of it is known.</summary>
    public static void Look(in DossierEvent said, Finding finding, FactSink sink)
    {
        if (said.Is(DossierFlags.NotJudged))
        {
            sink.Find(finding, Witness.Of(said));
        }
    }
}
