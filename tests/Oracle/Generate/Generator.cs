using System.Globalization;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>Small valid tenants from a seed, where what is unlikely elsewhere is frequent: ties, bounds, rings, corrections.</summary>
public sealed class Generator(int seed)
{
    /// <summary>Zones with a first day so that a change of the clocks is near; in Cairo a day begins at 01:00.</summary>
    private static readonly (string Zone, DateOnly First)[] Places =
    [
        ("UTC", new(2026, 3, 2)),
        ("Asia/Taipei", new(2026, 2, 26)),
        ("America/New_York", new(2026, 3, 5)),
        ("America/New_York", new(2025, 10, 30)),
        ("Europe/London", new(2026, 3, 26)),
        ("Australia/Lord_Howe", new(2026, 4, 2)),
        ("Africa/Cairo", new(2026, 4, 21)),
    ];

    private readonly Dice _dice = new(seed);

    /// <summary>The next tenant of this seed.</summary>
    /// <param name="size">About so many events.</param>
    /// <param name="everyType">Complaints, schedules, costs, subscriptions and the like often, not rarely.</param>
    public GeneratedTenant Tenant(int size, bool everyType = false)
    {
        var (zone, first) = _dice.Pick(Places);
        var calendar = new Model.Calendar(zone);
        var instants = new Instants(_dice, calendar, first, days: _dice.Between(3, 14), size);
        var keys = Keys(size);
        var writer = new Writer(_dice, instants, keys);
        var settings = SettingsStory.Tell(_dice, instants);
        if (everyType)
        {
            BookStory.Tell(writer);
        }

        if (keys.Teams.Count > 8)
        {
            PeopleStory.Chain(writer);
        }

        while (writer.Drafts.Count < size)
        {
            Tell(writer, everyType ? 60 : 40);
        }

        var arriving = writer.Drafts.ConvertAll(d => d.Json());
        if (_dice.Chance(0.8))
        {
            _dice.Shuffle(arriving);
        }

        for (var copies = size / 15; copies > 0; copies--)
        {
            arriving.Insert(_dice.Between(0, arriving.Count), _dice.From(arriving));
        }

        var last = writer.Drafts.Max(d => d.At + (d.Beyond.Length > 0 ? 1 : 0));
        var now = last + _dice.Pick(0, 1, 300 * Time.Second, 3600 * Time.Second, Time.Day, 7 * Time.Day, 60 * Time.Day);
        now = _dice.Chance(0.1) ? calendar.End(calendar.DayOf(now)) : now;
        var from = first.AddDays(_dice.Between(-1, 3));
        return new GeneratedTenant(seed, zone, settings, arriving, Time.ToInstant(now), from, from.AddDays(_dice.Pick(0, 1, 3, 6, 13, 20, 20)), keys);
    }

    private static void Tell(Writer w, int sides)
    {
        var at = w.Instants.Next();
        switch (w.Dice.Between(1, sides))
        {
            case <= 11:
                CaseStory.Tell(w, w.Dice.From(w.Keys.Cases));
                break;
            case <= 13:
                CaseStory.Step(w, w.Dice.From(w.Keys.Cases), at);
                break;
            case <= 21:
                ContactStory.End(w, at, null);
                break;
            case 22:
                ContactStory.Queue(w, at);
                break;
            case 23:
                CaseStory.Bot(w, at, null);
                break;
            case <= 27:
                SurveyStory.Several(w, at);
                break;
            case <= 30:
                PeopleStory.Work(w, at);
                break;
            case <= 33:
                PeopleStory.Describe(w, at);
                break;
            case <= 38 when w.Drafts.Count > 0:
                Corrections.Tell(w);
                break;
            default:
                RareStory.Several(w, at);
                break;
        }
    }

    private GeneratedKeys Keys(int size) => new(
        Some("u", 2 + (size / 25)),
        Some("a", 2 + (size / 40)),
        Some("t", _dice.Chance(0.1) ? 11 : _dice.Between(2, 4)),
        Some("c", 3 + (size / 14)),
        Some("k", 3 + (size / 6)),
        Some("s", 3 + (size / 6)),
        ["billing", "login"],
        ["first", "second"],
        ["router", "phone"]);

    private static List<string> Some(string letter, int count) =>
        [.. Enumerable.Range(1, count).Select(i => letter + i.ToString(CultureInfo.InvariantCulture))];
}
