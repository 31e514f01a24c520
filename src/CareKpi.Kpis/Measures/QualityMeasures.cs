namespace CareKpi.Kpis.Measures;

/// <summary>Ids 110–119: evaluations, articles, bots, complaints.</summary>
public static class QualityMeasures
{
    /// <summary>Scores of evaluations, 0–100.</summary>
    public static readonly Measure EvaluationScore = Measure.Moments(110, "evaluation.score", MeasureUnit.Score);
    public static readonly Measure EvaluationsWithErrors = Measure.Sum(111, "evaluations.with_errors");
    /// <summary>Of evaluations and PEC surveys, 0–100.</summary>
    public static readonly Measure EmotionalConnection = Measure.Moments(112, "emotional_connection.score", MeasureUnit.Score);
    /// <summary>Of the resolved cases, those on which an article was used.</summary>
    public static readonly Measure ResolvedWithArticle = Measure.Sum(113, "cases.resolved_with_article");
    public static readonly Measure BotSessions = Measure.Sum(114, "bot.sessions");
    public static readonly Measure BotContained = Measure.Sum(115, "bot.contained");
    public static readonly Measure ComplaintsRaised = Measure.Sum(116, "complaints.raised");
    public static readonly Measure ComplaintResolutionTime = Measure.Sketch(117, "complaint_resolution_time");
}
