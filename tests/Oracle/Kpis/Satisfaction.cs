namespace Oracle.Kpis;

internal static class Satisfaction
{
    public static readonly Row[] Rows =
    [
        new("csat", "TMAC", Slices.All, Waits.Nothing, Csat.Share),
        new("csat_mean", "TMAC", Slices.All, Waits.Nothing, Csat.Mean),
        new("survey_response_rate", "TMA", Slices.All, Waits.Nothing, SurveyResponse.Rate),
        new("nps", "TMAC", Slices.All, Waits.Nothing, Nps.Score),
        new("ces", "TMAC", Slices.All, Waits.Nothing, Ces.Share),
        new("ces_mean", "TMAC", Slices.All, Waits.Nothing, Ces.Mean),
        new("negative_feedback_rate", "TMAC", Slices.All, Waits.Nothing, Feedback.NegativeRate),
        new("emotional_connection", "TMA", Slices.All, Waits.Nothing, Feedback.EmotionalConnection),
        new("social_sentiment", "TC", Slices.All, Waits.Nothing, Feedback.SocialSentiment),
        new("interaction_sentiment", "TMAC", Slices.All, Waits.Nothing, Feedback.InteractionSentiment),
        new("delivery_gap", "TMA", Slices.All, Waits.Nothing, Feedback.DeliveryGap),
    ];
}
