using System.Globalization;
using Sprache;

namespace CareKpi.Kpis.Formulas;

/// <summary>The grammar. One character decides every choice, so nothing is read twice and an error stands where it is.</summary>
internal static class FormulaGrammar
{
    private static readonly Parser<char> WordStart = Parse.Char(static c => char.IsAsciiLetter(c) || c == '_', "a name");
    private static readonly Parser<char> WordCharacter = Parse.Char(static c => char.IsAsciiLetterOrDigit(c) || c == '_', "a letter or digit");
    private static readonly Parser<char> Digit = Parse.Char(char.IsAsciiDigit, "a digit");

    private static readonly Parser<string> Word = WordStart.Then(static first => WordCharacter.Many().Text().Select(rest => first + rest));

    private static readonly Parser<char> QuotedCharacter = Parse.Char(static c => c is not ('"' or '\\') && !char.IsControl(c), "a character")
        .XOr(Parse.Char('\\').Then(static _ => Parse.Char(static c => c is '"' or '\\', "\\\" or \\\\")));

    private static readonly Parser<string> Quoted =
        from open in Parse.Char('"')
        from text in Each(QuotedCharacter)
        from close in Parse.Char('"').Named("the closing quote")
        select string.Concat(text);

    private static readonly Parser<string> Part = Parse.Char('.').Then(static _ => Quoted.XOr(WordCharacter.AtLeastOnce().Text()).Named("a name after the dot"));

    private static readonly Parser<NameNode> Name =
        (from first in Word
         from rest in Each(Part)
         select (IReadOnlyList<string>)[first, .. rest]).Span().Select(static name => new NameNode(name.Value, PlaceOf(name)));

    private static readonly Parser<FormulaNode> Number =
        (from whole in Digit.AtLeastOnce().Text()
         from decimals in Parse.Char('.').Then(static _ => Digit.AtLeastOnce().Text()).XOptional()
         select decimals.IsDefined ? $"{whole}.{decimals.Get()}" : whole).Span().Select(NumberOf);

    private static readonly Parser<FormulaNode> Inner = Parse.Ref(static () => Sum!);

    private static readonly Parser<FormulaNode> InBrackets =
        from open in Lexeme(Parse.Char('('))
        from inner in Inner
        from close in Parse.Char(')').Named("')'")
        select inner;

    private static readonly Parser<FormulaNode> Argument =
        from left in Inner
        from comparison in Lexeme(Comparator).Then(static comparator => Inner.Select(right => (comparator, right))).XOptional()
        select comparison.IsDefined ? Compare(left, comparison.Get().comparator, comparison.Get().right) : left;

    private static readonly Parser<(IReadOnlyList<FormulaNode> Arguments, int End)> Arguments =
        from open in Lexeme(Parse.Char('('))
        from first in Argument
        from rest in Each(Lexeme(Parse.Char(',')).Then(static _ => Argument))
        from close in Parse.Char(')').Span().Named("',' or ')'")
        select ((IReadOnlyList<FormulaNode>)[first, .. rest], close.End.Pos);

    private static readonly Parser<FormulaNode> NameOrCall =
        from name in Lexeme(Name)
        from call in Arguments.XOptional()
        select call.IsDefined ? CallOf(name, call.Get()) : name;

    private static readonly Parser<FormulaNode> Primary = Number.XOr(InBrackets).XOr(NameOrCall).Named("a number, a name or '('");

    private static readonly Parser<FormulaNode> Unary =
        Lexeme(Lexeme(Parse.Char('-').Span()).Then(static minus => Primary.Select(operand => (FormulaNode)new NegationNode(operand, PlaceOf(minus).Through(operand.Place)))).XOr(Primary))
            .Named("a number, a name or '('");

    private static readonly Parser<FormulaNode> Product = Chain(Unary, Parse.Chars('*', '/'));

    private static readonly Parser<FormulaNode> Sum = Chain(Product, Parse.Chars('+', '-'));

    private static Parser<string> Comparator => Parse.String("!=").Text()
        .XOr(Parse.Chars('<', '>').Then(static first => Parse.Char('=').XOptional().Select(equal => equal.IsDefined ? $"{first}=" : $"{first}")))
        .XOr(Parse.Char('=').Select(static _ => "="));

    public static Parser<FormulaNode> Formula { get; } = Lexeme(Parse.Return(0)).Then(static _ => Sum).End();

    private static Parser<FormulaNode> Chain(Parser<FormulaNode> operand, Parser<char> operators) =>
        from first in operand
        from rest in Each(Lexeme(operators).Then(symbol => operand.Select(right => (symbol, right))))
        select rest.Aggregate(first, static (left, next) => new OperationNode(next.symbol, left, next.right, left.Place.Through(next.right.Place)));

    /// <summary>As often as it begins; what has begun must end. (Sprache's own would read the last one again to tell its error, once more for each bracket around it.)</summary>
    private static Parser<IReadOnlyList<T>> Each<T>(Parser<T> item) => input =>
    {
        var found = new List<T>();
        for (var rest = input; ;)
        {
            var next = item(rest);
            if (!next.WasSuccessful)
            {
                return next.Remainder.Equals(rest)
                    ? Result.Success<IReadOnlyList<T>>(found, rest)
                    : Result.Failure<IReadOnlyList<T>>(next.Remainder, next.Message, next.Expectations);
            }
            found.Add(next.Value);
            rest = next.Remainder;
        }
    };

    private static Parser<T> Lexeme<T>(Parser<T> parser) => parser.Then(static value => Parse.WhiteSpace.Many().Select(_ => value));

    private static FormulaNode Compare(FormulaNode left, string comparator, FormulaNode right) => new ComparisonNode(comparator, left, right, left.Place.Through(right.Place));

    private static FormulaNode CallOf(NameNode name, (IReadOnlyList<FormulaNode> Arguments, int End) call) =>
        name.Parts.Count > 1 ? throw new FormulaException("a function's name has no dot: there are min, max, clamp, if, ifEmpty and number", name.Place) :
        new CallNode(name.Parts[0], call.Arguments, new Place(name.Place.Position, call.End - name.Place.Position));

    private static FormulaNode NumberOf(ITextSpan<string> number)
    {
        var text = number.Value;
        var whole = text.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0 ? text.Length : dot;
        return whole <= MaxDigits && text.Length - whole <= MaxDecimals + 1
            ? new NumberNode(decimal.Parse(text, CultureInfo.InvariantCulture), PlaceOf(number))
            : throw new FormulaException($"a number has at most {MaxDigits} digits before the point and {MaxDecimals} after it", PlaceOf(number));
    }

    private const int MaxDigits = 12;
    private const int MaxDecimals = 9;

    private static Place PlaceOf<T>(ITextSpan<T> span) => new(span.Start.Pos, span.Length);
}
