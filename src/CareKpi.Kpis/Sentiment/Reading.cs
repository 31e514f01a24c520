namespace CareKpi.Kpis.Sentiment;

/// <summary>What the words of a text come to, one after the other.</summary>
internal struct Reading(bool asks)
{
    /// <summary>The larger, the more words it takes to come near −1 or 1.</summary>
    public const double Softness = 15;

    /// <summary>How far back a negation or an intensifier is looked for, in words.</summary>
    private const int Reach = 4;

    private const double NegatedGood = -0.7;
    private const double NegatedBad = -0.3;
    /// <summary>"I cannot log in": a negation of nothing that is known.</summary>
    private const double NegationAlone = -0.9;
    private const double BeforeTurn = 0.6;
    private const double Loud = 1.2;
    private const double Exclamation = 0.1;
    private const int MaxExclamations = 4;
    /// <summary>Who asks is polite rather than pleased.</summary>
    private const double GoodInQuestion = 0.6;

    /// <summary>Thanks at the end of a complaint do not make it praise.</summary>
    private const double GoodBesideBad = 0.5;
    /// <summary>A question with little that is bad in it asks, and does not complain.</summary>
    private const double LittleBad = -1.2;

    private double good;
    private double bad;
    private bool isKnown;
    private int at;
    private int negatedAt = int.MinValue / 2;
    private bool isNegationOpen;
    private int strengthAt = int.MinValue / 2;
    private double strength = 1;
    private int exclamations;

    /// <summary>A word that is in no list.</summary>
    public void Skip() => at++;

    /// <summary>The end of a clause: what is negated lies before it.</summary>
    public void Break()
    {
        CloseNegation();
        negatedAt = int.MinValue / 2;
        strengthAt = int.MinValue / 2;
    }

    public void Exclaim() => exclamations = Math.Min(exclamations + 1, MaxExclamations);

    public void Take(Entry entry, bool isLoud)
    {
        at++;
        switch (entry.Kind)
        {
            case WordKind.Valence:
                isKnown = true;
                Add(Valence(entry.Value) * (isLoud ? Loud : 1));
                break;
            case WordKind.Negator:
                CloseNegation();
                (negatedAt, isNegationOpen) = (at, true);
                break;
            case WordKind.Intensifier:
                (strengthAt, strength) = (at, entry.Value);
                break;
            case WordKind.Turn:
                Break();
                good *= BeforeTurn;
                bad *= BeforeTurn;
                break;
        }
    }

    /// <summary>null: nothing was known.</summary>
    public double? Sum()
    {
        CloseNegation();
        if (!isKnown)
        {
            return null;
        }
        var sum = bad < 0 ? bad + (GoodBesideBad * good) : good;
        sum = asks && sum < 0 && sum >= LittleBad ? 0 : sum;
        return sum * (1 + (Exclamation * exclamations));
    }

    private void Add(double value)
    {
        good += Math.Max(value, 0);
        bad += Math.Min(value, 0);
    }

    private double Valence(double value)
    {
        value *= at - strengthAt <= 2 ? strength : 1;
        if (at - negatedAt <= Reach)
        {
            isNegationOpen = false;
            return value * (value > 0 ? NegatedGood : NegatedBad);
        }
        return value > 0 && asks ? value * GoodInQuestion : value;
    }

    private void CloseNegation()
    {
        if (isNegationOpen)
        {
            isKnown = true;
            isNegationOpen = false;
            Add(NegationAlone);
        }
    }
}
