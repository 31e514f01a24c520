using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Formulas;

/// <summary>Gives each part of a formula its unit and its meaning, or says what is wrong with it and where.</summary>
internal sealed class FormulaCheck(FormulaNames names)
{
    private readonly Dictionary<Measure, bool> measures = [];
    private bool hasName;

    public int Nodes { get; private set; }

    public Levels Levels { get; private set; } = Levels.TMAC;

    public SettlingWindow Window { get; private set; }

    public IReadOnlyList<Measure> Measures => [.. measures.Keys];

    /// <exception cref="FormulaException">A name is unknown, units do not fit, or there is nothing to measure.</exception>
    public Term Check(FormulaNode formula)
    {
        var checked_ = Term(formula);
        if (!hasName)
        {
            throw new FormulaException("the formula names nothing that is measured: name a KPI or an event of your own", formula.Place);
        }
        if (Nodes > FormulaSyntax.MaxNodes)
        {
            throw new FormulaException($"with the custom KPIs that it names the formula has {Nodes} numbers, names and operators; at most {FormulaSyntax.MaxNodes} are allowed", formula.Place);
        }
        return checked_;
    }

    private Term Term(FormulaNode node)
    {
        Nodes++;
        return node switch
        {
            NumberNode number => new NumberTerm(number.Value, number.Place),
            NameNode name => Name(name),
            NegationNode negation => new NegationTerm(Term(negation.Operand), negation.Place),
            OperationNode operation => Operation(operation),
            CallNode call => Call(call),
            _ => throw new FormulaException("a comparison stands only as the first argument of if(…)", node.Place),
        };
    }

    private NameTerm Name(NameNode name)
    {
        var named = names.Find(name);
        (hasName, Levels) = (true, Levels & named.Levels);
        Window = Longer(Window, named.Window);
        Nodes += named.Nodes;
        foreach (var measure in named.Measures)
        {
            measures[measure] = true;
        }
        return new NameTerm(named, name.Place);
    }

    private OperationTerm Operation(OperationNode node)
    {
        var (left, right) = (Term(node.Left), Term(node.Right));
        var unit = node.Operator switch
        {
            '*' => left.Unit.Times(right.Unit),
            '/' => left.Unit.Over(right.Unit),
            _ => Together(left, right, node.Operator == '+' ? "added" : "subtracted"),
        };
        return new OperationTerm(node.Operator, left, right, unit, node.Place);
    }

    private Term Call(CallNode call)
    {
        switch (call.Function)
        {
            case "min" or "max":
                var among = Arguments(call, 2, int.MaxValue);
                return new ExtremeTerm(call.Function == "min", among, Together(among, "compared"), call.Place);
            case "clamp":
                var clamped = Arguments(call, 3, 3);
                var unit = Together(clamped, "compared");
                return new ExtremeTerm(isLeast: true, [new ExtremeTerm(isLeast: false, [clamped[0], clamped[1]], unit, call.Place), clamped[2]], unit, call.Place);
            case "ifEmpty":
                var empty = Arguments(call, 2, 2);
                return new IfEmptyTerm(empty[0], empty[1], Together(empty, "used for each other"), call.Place);
            case "number":
                return new PlainTerm(Arguments(call, 1, 1)[0], call.Place);
            case "if":
                return Choice(call);
            default:
                throw new FormulaException($"there is no function '{call.Function}'; there are min, max, clamp, if, ifEmpty and number", call.Place);
        }
    }

    private ChoiceTerm Choice(CallNode call)
    {
        if (call.Arguments is not [ComparisonNode condition, var then, var otherwise])
        {
            throw new FormulaException("write if(a > b, value, otherwise): a comparison and two values", call.Place);
        }
        Nodes++;
        var (left, right) = (Term(condition.Left), Term(condition.Right));
        Together(left, right, "compared");
        var (one, other) = (Term(then), Term(otherwise));
        return new ChoiceTerm(condition.Operator, left, right, one, other, Together(one, other, "used for each other"), call.Place);
    }

    private List<Term> Arguments(CallNode call, int least, int most)
    {
        if (call.Arguments.Count < least || call.Arguments.Count > most)
        {
            throw new FormulaException($"{call.Function}(…) takes {(most == least ? $"{least}" : $"at least {least}")} value{(least == 1 ? "" : "s")}; here are {call.Arguments.Count}", call.Place);
        }
        return [.. call.Arguments.Select(Term)];
    }

    private static FormulaUnit Together(IReadOnlyList<Term> terms, string what)
    {
        var unit = terms[0].Unit;
        for (var i = 1; i < terms.Count; i++)
        {
            unit = unit.And(terms[i].Unit) ?? throw Apart(unit, terms[i], what);
        }
        return unit;
    }

    private static FormulaUnit Together(Term left, Term right, string what) => left.Unit.And(right.Unit) ?? throw Apart(left.Unit, right, what);

    private static FormulaException Apart(FormulaUnit unit, Term right, string what) =>
        new($"this is in {right.Unit}, what stands before it in {unit}: only values of one unit can be {what}; number(…) takes the unit away", right.Place);

    /// <summary>What settles last: 30 days, the repeat window, 48 hours, a status that runs.</summary>
    private static SettlingWindow Longer(SettlingWindow one, SettlingWindow other) => Length(one) >= Length(other) ? one : other;

    private static int Length(SettlingWindow window) => window switch
    {
        SettlingWindow.Days30 => 4,
        SettlingWindow.Repeat => 3,
        SettlingWindow.Hours48 => 2,
        SettlingWindow.RunningStatus => 1,
        _ => 0,
    };
}
