using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>Measures added and subtracted: the numerator or the denominator of a formula.</summary>
public sealed class Amount
{
    private readonly Term[] _terms;

    private Amount(Term[] terms) => _terms = terms;

    /// <summary>Each measure once.</summary>
    public IEnumerable<Measure> Measures => _terms.Select(term => term.Measure).Distinct();

    /// <summary>How many samples a measure has. A sum or a stock stands for itself.</summary>
    public static Amount CountOf(Measure samples) => samples.Kind is MeasureKind.Moments or MeasureKind.Sketch
        ? new([new(samples, 1)])
        : throw new ArgumentException($"{samples.Name} keeps no samples", nameof(samples));

    /// <summary>What the samples of a measure come to together.</summary>
    public static Amount SumOf(Measure samples) => samples.Kind is MeasureKind.Moments or MeasureKind.Sketch
        ? new([new(samples, 1) { IsSum = true }])
        : throw new ArgumentException($"{samples.Name} keeps no samples", nameof(samples));

    public static implicit operator Amount(Measure sum) => sum.Kind is MeasureKind.Sum or MeasureKind.Stock or MeasureKind.Spell
        ? new([new(sum, 1)])
        : throw new ArgumentException($"{sum.Name} keeps samples: say what of them", nameof(sum));

    public static Amount operator +(Amount left, Amount right) => new([.. left._terms, .. right._terms]);

    public static Amount operator -(Amount left, Amount right) => new([.. left._terms, .. right._terms.Select(term => term with { Sign = -term.Sign })]);

    /// <summary>In the integers of the measures, exact.</summary>
    public long In(IMeasures measures)
    {
        var total = 0L;
        foreach (var term in _terms)
        {
            checked
            {
                total += term.Sign * term.In(measures);
            }
        }

        return total;
    }

    /// <summary>What one amount of a fact adds: of samples one is told at a time.</summary>
    public long Of(Measure measure, long value)
    {
        var total = 0L;
        foreach (var term in _terms)
        {
            if (term.Measure == measure)
            {
                total += term.Sign * (term.IsCount ? 1 : value);
            }
        }

        return total;
    }

    /// <summary>Names of measures with + and −, in brackets where another operator may stand beside them.</summary>
    public string ToText()
    {
        var text = string.Concat(_terms.Select((term, i) => (i, term.Sign) switch
        {
            (0, > 0) => term.Name,
            (_, > 0) => $" + {term.Name}",
            _ => $" - {term.Name}",
        }));
        return _terms.Length > 1 ? $"({text})" : text;
    }

    public override string ToString() => ToText();

    private readonly record struct Term(Measure Measure, int Sign)
    {
        private bool IsSamples => Measure.Kind is MeasureKind.Moments or MeasureKind.Sketch;

        /// <summary>Of samples: what they come to, not how many.</summary>
        public bool IsSum { get; init; }

        public bool IsCount => IsSamples && !IsSum;

        public string Name => IsCount ? $"{Measure.Name}.count" : IsSum ? $"{Measure.Name}.sum" : Measure.Name;

        public long In(IMeasures measures) => IsCount ? measures.Samples(Measure).Count : IsSum ? measures.Samples(Measure).Sum : measures.Sum(Measure);
    }
}

/// <summary>Lets a row of the catalogue write <c>answered + abandoned</c>.</summary>
public static class AmountOperators
{
    extension(Measure)
    {
        public static Amount operator +(Measure left, Measure right) => (Amount)left + right;

        public static Amount operator -(Measure left, Measure right) => (Amount)left - right;
    }
}
