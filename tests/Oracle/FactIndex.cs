using Oracle.Model;

namespace Oracle;

/// <summary>Facts of one kind with where each stands, calculated once for a tenant and found by whom they count for and when. What is taken is decided by <see cref="Question"/>: this only leaves out what cannot be.</summary>
internal sealed class FactIndex<T>
{
    private readonly List<(T Fact, Place Place)> _facts;
    private readonly Dictionary<string, List<int>> _byAgent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byTeam = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byCustomer = new(StringComparer.Ordinal);

    public FactIndex(TenantModel model, IEnumerable<(T Fact, Place Place)> facts)
    {
        _facts = [.. facts.OrderBy(f => f.Place.At)];
        for (var i = 0; i < _facts.Count; i++)
        {
            var place = _facts[i].Place;
            Put(_byAgent, place.Credit.Agent, i);
            Put(_byTeam, model.TeamOf(place.Credit, model.Calendar.DayOf(place.At)), i);
            Put(_byCustomer, place.Customer, i);
        }
    }

    /// <summary>Those of the question's scope, period and slice.</summary>
    public IEnumerable<T> Taken(Question q) => Of(q).Where(f => q.Takes(f.Place)).Select(f => f.Fact);

    private IEnumerable<(T Fact, Place Place)> Of(Question q) => q.Level switch
    {
        "tenant" => Within(q, _facts.Count, i => i),
        "team" => _byTeam.Where(t => q.IsIn(t.Key)).SelectMany(t => Within(q, t.Value)),
        "agent" => Within(q, _byAgent.GetValueOrDefault(q.Key!, [])),
        _ => Within(q, _byCustomer.GetValueOrDefault(q.Key!, [])),
    };

    private IEnumerable<(T Fact, Place Place)> Within(Question q, List<int> some) => Within(q, some.Count, i => some[i]);

    /// <summary>From the first one of the period on, until one is beyond it.</summary>
    private IEnumerable<(T Fact, Place Place)> Within(Question q, int count, Func<int, int> at)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _facts[at(middle)].Place.At < q.Start ? (middle + 1, high) : (low, middle);
        }

        for (; low < count && q.InPeriod(_facts[at(low)].Place.At); low++)
        {
            yield return _facts[at(low)];
        }
    }

    private static void Put(Dictionary<string, List<int>> lists, string? key, int fact)
    {
        if (key is null)
        {
            return;
        }

        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(fact);
    }
}
