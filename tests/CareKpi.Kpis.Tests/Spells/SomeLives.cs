using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Tests.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Tests.Spells;

/// <summary>Lives by chance, ties and returns frequent.</summary>
internal sealed class SomeLives
{
    private readonly Random random;
    private readonly SpellLine line = new();

    public SomeLives(int seed)
    {
        random = new Random(seed);
        var names = new NameTable();
        for (var i = 0; i < 6; i++)
        {
            names.Intern($"name{i}");
        }
        Order = new EventOrder(names);
    }

    public EventOrder Order { get; }

    public int Next(int bound) => random.Next(bound);

    public void Shuffle<T>(T[] values) => random.Shuffle(values);

    /// <summary>Within 400 days; often at midnight.</summary>
    public long Instant() => Story.Beginning + (random.Next(400) * Story.Day) + (random.Next(3) == 0 ? random.NextInt64(Story.Day) : 0);

    public LifeMark Mark()
    {
        var kind = (LifeKind)random.Next(1, 8);
        var mark = new LifeMark(kind, Instant());
        return kind switch
        {
            LifeKind.Revenue => mark with { Amount = random.Next(-50, 500), Margin = random.Next(-50, 50) },
            LifeKind.Answer => mark,
            LifeKind.Exit => mark with { Source = Name(), Id = Id(), Reason = Name() },
            _ => mark with { Source = Name(), Id = Id(), Subscription = Name(), Amount = random.Next(0, 40), Reason = random.Next(0, 3) },
        };
    }

    public CustomerLife Life(IEnumerable<LifeMark> marks)
    {
        var life = new CustomerLife();
        foreach (var mark in marks)
        {
            life.Add(mark, 1, Order);
        }
        return life;
    }

    /// <summary>A line of the table; empty: no customer.</summary>
    public byte[] Line()
    {
        var described = new List<SpellStep>();
        for (var i = random.Next(3); i > 0; i--)
        {
            var kind = (SpellStepKind)random.Next((int)SpellStepKind.StartedAt, (int)SpellStepKind.Region + 1);
            described.Add(new SpellStep(Instant(), kind, kind == SpellStepKind.StartedAt ? Instant() : Name()));
        }
        line.Make(Life(Enumerable.Range(0, random.Next(12)).Select(_ => Mark())), described);
        return SpellStep.Line(line.Steps);
    }

    private int Name() => random.Next(1, 7);

    private byte[] Id() => Story.Bytes($"id{random.Next(1_000_000)}");
}
