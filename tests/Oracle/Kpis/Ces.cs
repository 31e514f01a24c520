namespace Oracle.Kpis;

internal static class Ces
{
    public static OracleValue Share(Question q)
    {
        decimal low = 0, answers = 0;
        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "ces" && survey.Score is { } score)
            {
                var (from, to) = survey.Scale.LowEffort(survey.Event.Data)!.Value;
                answers++;
                low += score >= from && score <= to ? 1 : 0;
            }
        }

        return OracleValue.PercentOfAnswers(low, answers);
    }

    public static OracleValue Mean(Question q)
    {
        var scores = new List<decimal>();
        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "ces" && survey.Score is { } score)
            {
                scores.Add(survey.Scale.Effort(score, survey.Scale.LowEffort(survey.Event.Data)!.Value));
            }
        }

        return OracleValue.MeanOfAnswers(scores);
    }
}
