namespace Oracle.Model;

/// <summary>Which of the accepted events count.</summary>
internal static class Superseding
{
    public static List<Event> Counting(IReadOnlyCollection<Event> accepted)
    {
        var byName = accepted.ToLookup(e => (e.Source, e.Id));
        var supersedersOf = new Dictionary<Event, List<Event>>(ReferenceEqualityComparer.Instance);
        foreach (var superseder in accepted.Where(e => e.Supersedes is not null))
        {
            foreach (var target in byName[(superseder.Source, superseder.Supersedes!)].Where(e => Means(superseder, e)))
            {
                if (!supersedersOf.TryGetValue(target, out var several))
                {
                    supersedersOf.Add(target, several = []);
                }

                several.Add(superseder);
            }
        }

        // A chain does not revive: what is superseded, or loses to another superseder, still supersedes.
        var out_ = new HashSet<Event>(supersedersOf.Keys, ReferenceEqualityComparer.Instance);
        foreach (var several in supersedersOf.Values)
        {
            var holds = several.Aggregate((a, b) => (a.At, a.Id).CompareTo((b.At, b.Id), StringComparer.Ordinal) >= 0 ? a : b);
            out_.UnionWith(several.Where(e => !ReferenceEquals(e, holds)));
        }

        return accepted.Where(e => e.Type is not Event.Withdrawn && !out_.Contains(e)).Order(Comparer<Event>.Create(Order.Total)).ToList();
    }

    private static int CompareTo(this (long At, string Id) a, (long At, string Id) b, StringComparer ids) =>
        a.At != b.At ? a.At.CompareTo(b.At) : ids.Compare(a.Id, b.Id);

    private static bool Means(Event superseder, Event target)
    {
        if (ReferenceEquals(superseder, target) || target.Type is Event.Withdrawn)
        {
            return false;
        }

        if (superseder.Type is not Event.Withdrawn && !string.Equals(superseder.Type, target.Type, StringComparison.Ordinal))
        {
            return false;
        }

        var key = MainKey.Of(superseder);
        if (key != MainKey.Of(target))
        {
            return false;
        }

        return (superseder.SupersedesAt is null && MainKey.OnAnyDay.Contains(key.Field, StringComparer.Ordinal))
            || Time.UtcDay(superseder.SupersedesAt ?? superseder.At) == Time.UtcDay(target.At);
    }
}
