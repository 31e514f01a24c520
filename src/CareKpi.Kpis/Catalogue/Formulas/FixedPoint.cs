using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>From the integers of measures to the units that people read.</summary>
internal static class FixedPoint
{
    extension(MeasureUnit unit)
    {
        /// <summary>Integers to one second, score unit or unit of money.</summary>
        public double Scale => unit switch
        {
            MeasureUnit.Count => 1,
            MeasureUnit.Milliseconds => 1_000,
            MeasureUnit.Score => 1_000_000,
            MeasureUnit.Money => 10_000,
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "no such unit"),
        };
    }
}
