namespace Oracle.Kpis;

internal static class SurveyResponse
{
    public static OracleValue Rate(Question q)
    {
        decimal answered = 0, sent = 0;
        foreach (var (_, wasAnswered) in q.Sent())
        {
            sent++;
            answered += wasAnswered ? 1 : 0;
        }

        return OracleValue.PercentOfAnswers(answered, sent);
    }
}
