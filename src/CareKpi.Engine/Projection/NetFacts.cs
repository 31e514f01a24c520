using CareKpi.Kpis.Facts;

namespace CareKpi.Engine.Projection;

/// <summary>What was told before and is told again takes itself back here, so that only what changed reaches the cells.</summary>
internal sealed class NetFacts : FactSink
{
    private readonly Dictionary<Told, int> facts = [];
    private readonly Dictionary<(Finding Finding, Witness? Witness), int> findings = [];

    private readonly record struct Told(FactHead Head, Amount[] Amounts)
    {
        public bool Equals(Told other) => Head == other.Head && Amounts.AsSpan().SequenceEqual(other.Amounts);

        public override int GetHashCode() => HashCode.Combine(Head.Instant, Head.Credit, Amounts.Length);
    }

    public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts) => Count(facts, new Told(head, amounts.ToArray()));

    public override void Find(Finding finding) => Count(findings, (finding, null));

    public override void Find(Finding finding, in Witness witness) => Count(findings, (finding, witness));

    /// <summary>Tells what is left, and begins anew.</summary>
    public void PassOn(FactSink to)
    {
        foreach (var (fact, count) in facts)
        {
            to.Sign = Math.Sign(count);
            for (var i = Math.Abs(count); i > 0; i--)
            {
                to.Add(fact.Head, fact.Amounts);
            }
        }
        foreach (var ((finding, witness), count) in findings)
        {
            to.Sign = Math.Sign(count);
            for (var i = Math.Abs(count); i > 0; i--)
            {
                Find(finding, witness, to);
            }
        }
        to.Sign = 1;
        facts.Clear();
        findings.Clear();
    }

    private static void Find(Finding finding, in Witness? witness, FactSink to)
    {
        if (witness is { } about)
        {
            to.Find(finding, about);
        }
        else
        {
            to.Find(finding);
        }
    }

    private void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        var count = counts.GetValueOrDefault(key) + Sign;
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }
}
