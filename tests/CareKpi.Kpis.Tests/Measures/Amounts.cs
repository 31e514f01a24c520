using CareKpi.Kpis.Measures;
using FsCheck;
using FsCheck.Fluent;

namespace CareKpi.Kpis.Tests.Measures;

/// <summary>One addition to a set: what the laws are tried on.</summary>
public sealed record Amount(Measure Measure, long Value, int Weight)
{
    public static readonly Measure HighSum = Measure.Sum(255, "high");
    private static readonly Measure[] s_measures =
    [
        ContactMeasures.InboundAnswered, CaseMeasures.Backlog, WorkMeasures.Paid, HighSum, Measure.Sum(64, "edge"), Measure.Sum(63, "below the edge"),
        SurveyMeasures.CsatScore, SurveyMeasures.CesEffort, ContactMeasures.HandleTime, CaseMeasures.ResponseTime, Measure.Sketch(200, "late sketch"),
    ];

    public void AddTo(MeasureSet set)
    {
        if (Measure.Kind is MeasureKind.Sum or MeasureKind.Stock) set.AddSum(Measure, Value * Weight);
        else set.AddSample(Measure, Value, Weight);
    }

    public static MeasureSet SetOf(IEnumerable<Amount> amounts, bool keepsBins = true)
    {
        var set = new MeasureSet(keepsBins);
        foreach (var amount in amounts) amount.AddTo(set);
        return set;
    }

    public static Arbitrary<Amount[]> Arbitrary() => Generator.ArrayOf().ToArbitrary();

    private static Gen<Amount> Generator =>
        from measure in Gen.Elements(s_measures)
        from scale in Gen.Choose(0, 40)
        from value in Gen.Choose(0, int.MaxValue)
        from negative in Gen.Elements(false, true)
        from weight in Gen.Elements(1, 1, 1, -1)
        let amount = Math.BigMul(value, 1) % ((1L << scale) + 1)
        select new Amount(measure, negative && measure.Kind != MeasureKind.Sketch ? -amount : amount, weight);
}
