namespace Oracle.Model;

/// <summary>Who owned a case when.</summary>
internal sealed class Owners
{
    private static readonly string[] Naming = ["case.opened", "case.assigned", "case.escalated", "case.transferred", "case.reopened"];
    private static readonly string[] FirstNaming = [.. Naming, "message.sent", "case.resolved", "case.closed"];

    private readonly List<Event> _steps;

    public Owners(Case @case)
    {
        _steps = @case.Events.Where(e => Naming.Contains(e.Type, StringComparer.Ordinal) && e.NamesOwner && !@case.Run.IsIgnored(e)).ToList();
        var named = @case.Events.Where(e => FirstNaming.Contains(e.Type, StringComparer.Ordinal))
            .Concat(@case.Contacts.Select(c => c.Ended).Where(e => Order.Total(e, @case.Opening) > 0))
            .Order(Comparer<Event>.Create(Order.Total))
            .ToList();
        First = new Pair(named.Select(e => e.Agent).FirstOrDefault(a => a is not null), named.Select(e => e.Team).FirstOrDefault(t => t is not null));
    }

    /// <summary>The first agent and, separately, the first team that an event of the case names.</summary>
    public Pair First { get; }

    /// <summary>Just after the event in the total order.</summary>
    public Pair After(Event e) => Last(s => Order.Total(s, e) <= 0);

    /// <summary>After everything at the instant.</summary>
    public Pair At(long at) => Last(s => s.At <= at);

    /// <summary>Just before the instant.</summary>
    public Pair Before(long at) => Last(s => s.At < at);

    private Pair Last(Func<Event, bool> past) => _steps.LastOrDefault(past) is { } step ? Pair.Of(step) : default;
}
