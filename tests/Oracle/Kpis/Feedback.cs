using Oracle.Model;

namespace Oracle.Kpis;

internal static class Feedback
{
    public static OracleValue NegativeRate(Question q)
    {
        decimal negative = 0, all = 0;
        foreach (var survey in q.Model.Surveys.Answers)
        {
            if (survey.Kind is "csat" or "nps" && survey.Score is { } score && q.Takes(survey.Place))
            {
                all++;
                negative += survey.Kind is "csat" ? (survey.Scale.OneToFive(score) <= 2 ? 1 : 0) : (Nps.IsDetractor(score) ? 1 : 0);
            }
        }

        foreach (var mention in q.Model.Mentions)
        {
            if (q.Takes(mention.Place))
            {
                all++;
                negative += mention.Label < 0 ? 1 : 0;
            }
        }

        return OracleValue.Percent(negative, all);
    }

    public static OracleValue EmotionalConnection(Question q)
    {
        var scores = new List<decimal>();
        foreach (var (evaluated, place) in q.Model.Evaluations)
        {
            if (evaluated.Data.Number("emotionalConnection") is { } score && q.Takes(place))
            {
                scores.Add(score);
            }
        }

        foreach (var survey in q.Model.Surveys.Answers)
        {
            if (survey.Kind is "pec" && survey.Score is { } score && q.Takes(survey.Place))
            {
                scores.Add((survey.Scale.OneToFive(score) - 1) * 25);
            }
        }

        return OracleValue.MeanOfAnswers(scores);
    }

    public static OracleValue SocialSentiment(Question q)
    {
        decimal balance = 0, mentions = 0;
        foreach (var mention in q.Model.Mentions)
        {
            if (q.Takes(mention.Place))
            {
                mentions++;
                balance += mention.Label;
            }
        }

        return OracleValue.Percent(balance, mentions);
    }

    /// <summary>Of customer messages, for the case's owner then and the message's customer; and of survey answers.</summary>
    public static OracleValue InteractionSentiment(Question q)
    {
        var scores = new List<decimal>();
        foreach (var @case in q.Model.Cases)
        {
            foreach (var message in @case.Events.Where(e => e.Type is "message.received"))
            {
                var place = new Place(message.At, @case.Owners.After(message), message.Customer, @case.Slice);
                if (Sentiment.Of(message) is { } score && q.Takes(place))
                {
                    scores.Add(score);
                }
            }
        }

        foreach (var survey in q.Model.Surveys.Answers)
        {
            if (Sentiment.Of(survey.Event) is { } score && q.Takes(survey.Place))
            {
                scores.Add(score);
            }
        }

        return OracleValue.MeanOfAnswers(scores);
    }

    /// <summary>Internal view − customer view, in points.</summary>
    public static OracleValue DeliveryGap(Question q) =>
        SlaCompliance.Of(q, null).Value is { } inside && Csat.Share(q).Value is { } outside
            ? OracleValue.Number(inside - outside) with { Count = 1 }
            : OracleValue.Nothing;
}
