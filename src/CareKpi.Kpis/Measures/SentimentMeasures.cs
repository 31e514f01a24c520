namespace CareKpi.Kpis.Measures;

/// <summary>Ids 155–165: what customers say, in public and to the tenant.</summary>
public static class SentimentMeasures
{
    public static readonly Measure Mentions = Measure.Sum(155, "mentions.observed");
    public static readonly Measure MentionsPositive = Measure.Sum(156, "mentions.positive");
    public static readonly Measure MentionsNegative = Measure.Sum(157, "mentions.negative");
    /// <summary>Of the mentions: without a label, scored by the built-in analyser.</summary>
    public static readonly Measure MentionsMachineScored = Measure.Sum(158, "mentions.machine_scored");
    /// <summary>CSAT answers of at most 2 when rescaled to 1–5.</summary>
    public static readonly Measure CsatNegative = Measure.Sum(160, "csat.negative");
    /// <summary>Sentiment, −1 to 1, of customer messages and survey comments.</summary>
    public static readonly Measure Interaction = Measure.Moments(162, "interaction.sentiment", MeasureUnit.Score);
    public static readonly Measure InteractionMachineScored = Measure.Sum(163, "interaction.machine_scored");
}
