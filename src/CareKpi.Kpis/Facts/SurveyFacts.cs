using CareKpi.Kpis.Events;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
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
                amounts.CountIf(answer.Score >= PositiveFrom(answer), SurveyMeasures.CsatPositive);
                amounts.Add(SurveyMeasures.CsatScore, OneToFive(answer));
                amounts.CountIf(OneToFive(answer) <= 2 * Unit, SentimentMeasures.CsatNegative);
                break;
            case SurveyKind.Nps:
                amounts.Count(SurveyMeasures.NpsAnswers);
                amounts.CountIf(answer.Score >= 9 * Unit, SurveyMeasures.NpsPromoters);
                amounts.CountIf(answer.Score <= 6 * Unit, SurveyMeasures.NpsDetractors);
                break;
            case SurveyKind.Ces:
                amounts.Count(SurveyMeasures.CesAnswers);
                amounts.CountIf(LowEffort(answer) is var (from, to) && answer.Score >= from && answer.Score <= to, SurveyMeasures.CesLowEffort);
                amounts.Add(SurveyMeasures.CesEffort, Effort(answer));
                break;
            case SurveyKind.Pec:
                amounts.Add(QualityMeasures.EmotionalConnection, Rounded(100 * (Int128)Unit * (answer.Score - answer.ScaleMin), answer.ScaleMax - answer.ScaleMin));
                break;
            default:
                return;
        }
        sink.Add(new FactHead(at.Credit, at.Customer, answer.Time, at.Slices), amounts.Span);
        Judge(answer, at.Customer, sink);
        if (at.Credit.IsNobody && at.Customer == 0)
        {
            sink.Find(Finding.SurveyWithoutScope, Witness.Of(answer));
        }
    }

    /// <summary>For the customer's life: that it answered, and why it left.</summary>
    public static void Summarise(DossierEvent answer, int customer, FactSink sink)
    {
        if (customer == 0)
        {
            return;
        }
        sink.Life(customer, new LifeMark(LifeKind.Answer, answer.Time));
        if (answer.Survey == SurveyKind.Exit && answer.Reason != 0)
        {
            sink.Life(customer, new LifeMark(LifeKind.Exit, answer.Time) { Source = answer.Source, Id = answer.Id, Reason = answer.Reason });
        }
    }

    /// <summary>For the customer's health, 0–100: satisfied, or with least effort, is 100.</summary>
    private static void Judge(DossierEvent answer, int customer, FactSink sink)
    {
        if (customer == 0)
        {
            return;
        }
        switch (answer.Survey)
        {
            case SurveyKind.Csat:
                sink.Health(customer, new HealthMark(HealthKind.Satisfaction, answer.Time, OfHundred(answer, answer.Score - answer.ScaleMin)));
                break;
            case SurveyKind.Nps:
                sink.Health(customer, new HealthMark(HealthKind.Satisfaction, answer.Time, (int)(10 * answer.Score)));
                break;
            case SurveyKind.Ces:
                sink.Health(customer, new HealthMark(HealthKind.Effort, answer.Time, OfHundred(answer, HighIsEasy(answer) ? answer.Score - answer.ScaleMin : answer.ScaleMax - answer.Score)));
                break;
        }
    }

    private static int OfHundred(DossierEvent answer, long distance) => (int)Rounded(HealthMark.Most * (Int128)distance, answer.ScaleMax - answer.ScaleMin);

    public void AddSent(DossierEvent sent, bool isAnswered, Attribution at, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(SurveyMeasures.SurveysSent);
        amounts.CountIf(isAnswered, SurveyMeasures.SurveysSentAnswered);
        sink.Add(new FactHead(at.Credit, at.Customer, sent.Time, at.Slices), amounts.Span);
    }

    /// <summary>Top-2-box; top box on a two-point scale. Other scales bring their own bound, or were refused.</summary>
    private static long PositiveFrom(DossierEvent answer) => answer.Is(DossierFlags.HasPositiveFrom) ? answer.PositiveFrom : (answer.ScaleMin, answer.ScaleMax) switch
    {
        (Unit, 5 * Unit) => 4 * Unit,
        (Unit, 10 * Unit) => 9 * Unit,
        (Unit, 7 * Unit) => 6 * Unit,
        _ => answer.ScaleMax,
    };

    /// <summary>1–2 on a 1–5 effort scale; 5–7 on a 1–7 agreement scale.</summary>
    private static (long From, long To) LowEffort(DossierEvent answer) => answer.Is(DossierFlags.HasLowEffort) ? (answer.LowEffortFrom, answer.LowEffortTo)
        : answer.ScaleMax == 5 * Unit ? (Unit, 2 * Unit) : (5 * Unit, 7 * Unit);

    private static long OneToFive(DossierEvent answer) => Unit + Rounded(4 * (Int128)Unit * (answer.Score - answer.ScaleMin), answer.ScaleMax - answer.ScaleMin);

    /// <summary>1 = least effort.</summary>
    private static long Effort(DossierEvent answer) =>
        HighIsEasy(answer) ? Unit + Rounded(4 * (Int128)Unit * (answer.ScaleMax - answer.Score), answer.ScaleMax - answer.ScaleMin) : OneToFive(answer);

    /// <summary>A scale whose low-effort band touches its top and not its bottom is reversed.</summary>
    private static bool HighIsEasy(DossierEvent answer) => LowEffort(answer) is var (from, to) && to == answer.ScaleMax && from != answer.ScaleMin;

    /// <summary>Half away from zero; both are 0 or more here.</summary>
    private static long Rounded(Int128 numerator, long denominator) => (long)((2 * numerator + denominator) / (2 * (Int128)denominator));
}

/// <summary>Whose a fact is, and of what slices.</summary>
internal readonly record struct Attribution(Credit Credit, int Customer, Slices Slices);
