namespace CareKpi.Engine.Projection;

/// <summary>A few whole numbers (days, spans) in order, each once.</summary>
internal sealed class Numbers
{
    private readonly List<int> list = [];

    public int Count => list.Count;

    public int this[int index] => list[index];

    public void Clear() => list.Clear();

    public void Add(int number)
    {
        // Mostly the last one once more, or the next.
        if (list.Count == 0 || list[^1] < number)
        {
            list.Add(number);
        }
        else if (list.BinarySearch(number) is < 0 and var at)
        {
            list.Insert(~at, number);
        }
    }

    public void AddAll(Numbers others, int plus = 0)
    {
        foreach (var number in others.list)
        {
            Add(number + plus);
        }
    }

    public List<int>.Enumerator GetEnumerator() => list.GetEnumerator();
}
