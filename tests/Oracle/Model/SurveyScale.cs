using System.Text.Json;

namespace Oracle.Model;

/// <summary>The scale of a survey and what counts as good on it.</summary>
internal sealed record SurveyScale(decimal Min, decimal Max)
{
    public static SurveyScale Of(JsonElement answer)
    {
        var (min, max) = answer.Text("kind") switch
        {
            "nps" => (0m, 10m),
            "ces" => (1m, 7m),
            "pec" => (0m, 100m),
            _ => (1m, 5m),
        };
        return answer.Field("scale") is { } scale
            ? new SurveyScale(scale.Number("min") ?? min, scale.Number("max") ?? max)
            : new SurveyScale(min, max);
    }

    public static bool Rejects(JsonElement answer)
    {
        var scale = Of(answer);
        var kind = answer.Text("kind");
        var judged = kind is "csat" or "nps" or "ces" or "pec" || answer.Field("scale") is not null;
        return (answer.Number("score") is { } score && judged && (score < scale.Min || score > scale.Max))
            || (kind is "nps" && scale != new SurveyScale(0, 10))
            || (kind is "csat" && scale.PositiveFrom(answer) is null)
            || (kind is "ces" && scale.LowEffort(answer) is null);
    }

    /// <summary>Null where the survey has to say it.</summary>
    public decimal? PositiveFrom(JsonElement answer) => answer.Number("positiveFrom") ?? (Min, Max) switch
    {
        (1, 5) => 4,
        (1, 10) => 9,
        (1, 7) => 6,
        (0, 1) => 1,
        _ => null,
    };

    /// <summary>Both bounds included; null where the survey has to say it.</summary>
    public (decimal From, decimal To)? LowEffort(JsonElement answer)
    {
        var (from, to) = (answer.Number("lowEffortFrom"), answer.Number("lowEffortTo"));
        if (from is not null || to is not null)
        {
            return (from ?? Min, to ?? Max);
        }

        return (Min, Max) switch
        {
            (1, 5) => (1, 2),
            (1, 7) => (5, 7),
            _ => null,
        };
    }

    /// <summary>1 at <c>Min</c>, 5 at <c>Max</c>, six decimals.</summary>
    public decimal OneToFive(decimal score) => decimal.Round(1 + (4 * (score - Min) / (Max - Min)), 6, MidpointRounding.AwayFromZero);

    /// <summary>0 at <c>Min</c>, 100 at <c>Max</c>, six decimals.</summary>
    public decimal ZeroToHundred(decimal score) => decimal.Round(100 * (score - Min) / (Max - Min), 6, MidpointRounding.AwayFromZero);

    /// <summary>1 = least effort, 5 = most.</summary>
    public decimal Effort(decimal score, (decimal From, decimal To) lowEffort)
    {
        var highIsEasy = lowEffort.To >= Max && lowEffort.From > Min;
        return OneToFive(highIsEasy ? Min + Max - score : score);
    }
}
