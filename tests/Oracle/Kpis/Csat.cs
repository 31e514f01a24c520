namespace Oracle.Kpis;

internal static class Csat
{
    public static OracleValue Share(Question q)
    {
        decimal positive = 0, answered = 0;
        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "csat" && survey.Score is { } score)
            {
                answered++;
                positive += score >= survey.Scale.PositiveFrom(survey.Event.Data) ? 1 : 0;
            }
        }

        return OracleValue.PercentOfAnswers(positive, answered);
    }

    public static OracleValue Mean(Question q)
    {
        var scores = new List<decimal>();
        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "csat" && survey.Score is { } score)
            {
                scores.Add(survey.Scale.OneToFive(score));
            }
        }

        return OracleValue.MeanOfAnswers(scores);
    }
}
