namespace CareKpi.Kpis.Measures;

/// <summary>Ids 1–19.</summary>
public static class SurveyMeasures
{
    /// <summary>CSAT answers with a score.</summary>
    public static readonly Measure CsatAnswers = Measure.Sum(1, "csat.answers");
    public static readonly Measure CsatPositive = Measure.Sum(2, "csat.positive");
    /// <summary>CSAT scores rescaled to 1–5.</summary>
    public static readonly Measure CsatScore = Measure.Moments(3, "csat.score", MeasureUnit.Score);
    public static readonly Measure NpsAnswers = Measure.Sum(4, "nps.answers");
    public static readonly Measure NpsPromoters = Measure.Sum(5, "nps.promoters");
    public static readonly Measure NpsDetractors = Measure.Sum(6, "nps.detractors");
    public static readonly Measure CesAnswers = Measure.Sum(7, "ces.answers");
    public static readonly Measure CesLowEffort = Measure.Sum(8, "ces.low_effort");
    /// <summary>Effort rescaled so that 1 = least, 5 = most.</summary>
    public static readonly Measure CesEffort = Measure.Moments(9, "ces.effort", MeasureUnit.Score);
    /// <summary>Surveys sent, on the day of sending.</summary>
    public static readonly Measure SurveysSent = Measure.Sum(10, "surveys.sent");
    /// <summary>Of these, answered at any time.</summary>
    public static readonly Measure SurveysSentAnswered = Measure.Sum(11, "surveys.sent_answered");
}
