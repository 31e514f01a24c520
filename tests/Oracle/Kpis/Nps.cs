namespace Oracle.Kpis;

internal static class Nps
{
    public static bool IsPromoter(decimal score) => score >= 9;

    public static bool IsDetractor(decimal score) => score <= 6;

    public static OracleValue Score(Question q)
    {
        decimal promoters = 0, detractors = 0, answers = 0;
        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "nps" && survey.Score is { } score)
            {
                answers++;
                promoters += IsPromoter(score) ? 1 : 0;
                detractors += IsDetractor(score) ? 1 : 0;
            }
        }

        return OracleValue.Percent(promoters - detractors, answers) with
        {
            Confidence = OracleInterval.AdjustedWald((double)promoters, (double)detractors, (double)answers),
        };
    }
}
