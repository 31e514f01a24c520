using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What one survey says: answers by kind, and whether what was sent was answered.</summary>
internal sealed class SurveyFacts
{
    private const long Unit = 1_000_000;

    private readonly AmountList amounts = new();

    /// <summary>An answer with a score.</summary>
    public void AddAnswer(DossierEvent answer, Attribution at, FactSink sink)
    {
        amounts.Clear();
        switch (answer.Survey)
        {
            case SurveyKind.Csat:
                amounts.Count(SurveyMeasures.CsatAnswers);
                amounts.CountIf(answer.Score >= answer.PositiveFrom, SurveyMeasures.CsatPositive);
                amounts.Add(SurveyMeasures.CsatScore, OneToFive(answer));
                break;
            case SurveyKind.Nps:
                amounts.Count(SurveyMeasures.NpsAnswers);
                amounts.CountIf(answer.Score >= 9 * Unit, SurveyMeasures.NpsPromoters);
                amounts.CountIf(answer.Score <= 6 * Unit, SurveyMeasures.NpsDetractors);
                break;
            case SurveyKind.Ces:
                amounts.Count(SurveyMeasures.CesAnswers);
                amounts.CountIf(answer.Score >= answer.LowEffortFrom && answer.Score <= answer.LowEffortTo, SurveyMeasures.CesLowEffort);
                amounts.Add(SurveyMeasures.CesEffort, Effort(answer));
                break;
            default:
                return;
        }
        sink.Add(new FactHead(at.Credit, at.Customer, answer.Time, at.Slices), amounts.Span);
        if (at.Credit.IsNobody && at.Customer == 0)
        {
            sink.Find(Finding.SurveyWithoutScope);
        }
    }

    public void AddSent(DossierEvent sent, bool isAnswered, Attribution at, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(SurveyMeasures.SurveysSent);
        amounts.CountIf(isAnswered, SurveyMeasures.SurveysSentAnswered);
        sink.Add(new FactHead(at.Credit, at.Customer, sent.Time, at.Slices), amounts.Span);
    }

    private static long OneToFive(DossierEvent answer) => Unit + Rounded(4 * (Int128)Unit * (answer.Score - answer.ScaleMin), answer.ScaleMax - answer.ScaleMin);

    /// <summary>1 = least effort. A scale whose low-effort band touches its top and not its bottom is reversed (high = easy).</summary>
    private static long Effort(DossierEvent answer)
    {
        var isReversed = answer.LowEffortTo == answer.ScaleMax && answer.LowEffortFrom != answer.ScaleMin;
        return isReversed
            ? Unit + Rounded(4 * (Int128)Unit * (answer.ScaleMax - answer.Score), answer.ScaleMax - answer.ScaleMin)
            : OneToFive(answer);
    }

    /// <summary>Half away from zero; both are 0 or more here.</summary>
    private static long Rounded(Int128 numerator, long denominator) => (long)((2 * numerator + denominator) / (2 * (Int128)denominator));
}

/// <summary>Whose a fact is, and of what slices.</summary>
internal readonly record struct Attribution(Credit Credit, int Customer, Slices Slices);
