using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Times that like to be equal, to be midnight, and to lie exactly a window apart.</summary>
internal sealed class Instants
{
    private static readonly long[] Bounds =
    [
        Time.Day, 2 * Time.Day, 3 * Time.Day, 7 * Time.Day, 16 * 3600 * Time.Second, 3600 * Time.Second, 20 * Time.Second, 600 * Time.Second,
    ];

    private readonly Dice _dice;
    private readonly Calendar _calendar;
    private readonly List<long> _pool = [];

    public Instants(Dice dice, Calendar calendar, DateOnly first, int days, int size)
    {
        (_dice, _calendar, First, Last) = (dice, calendar, first, first.AddDays(days - 1));
        for (var i = 0; i < 5 + (size / 5); i++)
        {
            _pool.Add(Fresh());
        }
    }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public long Next() => Remember(_dice.Between(1, 10) switch
    {
        <= 5 => _dice.From(_pool),
        6 => _calendar.Start(Day()) + _dice.Pick(0, 0, 0, 1, -1),
        <= 8 => _dice.From(_pool) + _dice.Pick(Bounds) + _dice.Pick(0, 0, 1, -1),
        _ => Fresh(),
    });

    /// <summary>A month and more before, at the bound of an age or near it.</summary>
    public long LongAgo() => _calendar.Start(Day()) - (_dice.Pick(30, 30, 40) * Time.Day) + _dice.Pick(0, 0, 1, -1);

    /// <summary>At or soon after another one.</summary>
    public long After(long at) => Remember(_dice.Between(1, 12) switch
    {
        <= 3 => at,
        4 => at + 1,
        <= 6 => at + _dice.Pick(Bounds),
        7 => Math.Max(at, _calendar.End(_calendar.DayOf(at))),
        8 => _pool.Where(p => p >= at).DefaultIfEmpty(at).Min(),
        _ => at + _dice.Pick(1_000, 499, 500, 60 * Time.Second, 300 * Time.Second, (long)_dice.Between(1, 100_000) * Time.Second),
    });

    private DateOnly Day() => First.AddDays(_dice.Between(0, Last.DayNumber - First.DayNumber));

    private long Fresh() => _calendar.Start(Day()) + (_dice.Between(0, 95) * 900 * Time.Second) + _dice.Pick(0, 0, 0, 1, 499, 500, 999_999, 123_456);

    private long Remember(long at)
    {
        at = Math.Min(at, _calendar.End(Last.AddDays(12)));
        _pool.Add(at);
        if (_pool.Count > 200)
        {
            _pool.RemoveRange(0, 100);
        }

        return at;
    }
}
