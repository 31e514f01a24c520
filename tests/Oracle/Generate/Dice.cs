namespace Oracle.Generate;

/// <summary>Every choice of a generated tenant comes from one seed.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public T From<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public T Pick<T>(params ReadOnlySpan<T> from) => from[_random.Next(from.Length)];

    /// <summary>One of them in proportion to its weight.</summary>
    public string Weighted(params (string Choice, int Weight)[] choices)
    {
        var at = _random.Next(choices.Sum(c => c.Weight));
        foreach (var (choice, weight) in choices)
        {
            if ((at -= weight) < 0)
            {
                return choice;
            }
        }

        throw new InvalidOperationException("no weights");
    }

    /// <summary>How much later than it happened something arrives, in microseconds.</summary>
    public long Delay() => (Between(1, 100) switch { <= 90 => 0, <= 98 => Between(1, 86_400), _ => Between(86_400, 30 * 86_400) }) * Model.Time.Second;

    public void Shuffle<T>(List<T> list) => _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
}
