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
    ];
}
