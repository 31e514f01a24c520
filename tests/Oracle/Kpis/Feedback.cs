using Oracle.Model;

namespace Oracle.Kpis;

internal static class Feedback
{
    public static OracleValue NegativeRate(Question q)
    {
        decimal negative = 0, all = 0;
        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "csat" or "nps" && survey.Score is { } score)
            {
                all++;
                negative += survey.Kind is "csat" ? (survey.Scale.OneToFive(score) <= 2 ? 1 : 0) : (Nps.IsDetractor(score) ? 1 : 0);
            }
        }

        foreach (var mention in q.Mentions())
        {
            all++;
            negative += mention.Label < 0 ? 1 : 0;
        }

        return OracleValue.Percent(negative, all);
    }

    public static OracleValue EmotionalConnection(Question q)
    {
        var scores = new List<decimal>();
        foreach (var evaluated in q.Evaluations())
        {
            if (evaluated.Data.Number("emotionalConnection") is { } score)
            {
                scores.Add(score);
            }
        }

        foreach (var survey in q.Answers())
        {
            if (survey.Kind is "pec" && survey.Score is { } score)
            {
                scores.Add(survey.Scale.ZeroToHundred(score));
            }
        }

        return OracleValue.MeanOfAnswers(scores);
    }

    public static OracleValue SocialSentiment(Question q)
    {
        decimal balance = 0, mentions = 0;
        foreach (var mention in q.Mentions())
        {
            mentions++;
            balance += mention.Label;
        }

        return OracleValue.Percent(balance, mentions);
    }

    /// <summary>Of customer messages, for the case's owner then and the message's customer; and of survey answers.</summary>
    public static OracleValue InteractionSentiment(Question q)
    {
        var scores = new List<decimal>();
        foreach (var message in q.FeltMessages())
        {
            scores.Add(Sentiment.Of(message)!.Value);
        }

        foreach (var survey in q.Answers())
        {
            if (Sentiment.Of(survey.Event) is { } score)
            {
                scores.Add(score);
            }
        }

        return OracleValue.MeanOfAnswers(scores);
    }

    /// <summary>Internal view − customer view, in points.</summary>
    public static OracleValue DeliveryGap(Question q) =>
        (SlaCompliance.Of(q, null), Csat.Share(q)) is ({ Value: { } inside } sla, { Value: { } outside } csat)
            ? OracleValue.Number(inside - outside) with { Count = Math.Min(sla.Count, csat.Count) }
            : OracleValue.Nothing;
}
