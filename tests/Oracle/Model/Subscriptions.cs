namespace Oracle.Model;

/// <summary>Unbroken activity of a customer over all its subscriptions; <c>End</c> null: still going on.</summary>
internal sealed record Spell(long Start, long? End, string? EndReason)
{
    public bool HoldsBefore(long at) => Start < at && (End is not { } end || end >= at);
}

/// <summary>What a customer's subscriptions were worth over time.</summary>
internal sealed class CustomerLife(string customer, IEnumerable<Event> subscriptionEventsInOrder)
{
    private readonly List<(long At, decimal Mrr)> _mrr = [];
    private readonly List<long> _purchases = [];

    public string Customer => customer;

    public List<Spell> Spells => field ??= Live(subscriptionEventsInOrder);

    /// <summary>Starts, renewals and changes to more: what contacts can lead to.</summary>
    public IReadOnlyList<long> Purchases => Spells is null ? [] : _purchases;

    /// <summary>The spell that goes on just before the instant.</summary>
    public Spell? Before(long at) => Spells.Find(s => s.HoldsBefore(at));

    public decimal MrrBefore(long at) => Spells.Count == 0 ? 0 : _mrr.LastOrDefault(m => m.At < at).Mrr;

    public decimal MrrAt(long at) => MrrBefore(at + 1);

    private List<Spell> Live(IEnumerable<Event> events)
    {
        var running = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var spells = new List<Spell>();

        // Events of one instant go together: a plan swap is no gap.
        foreach (var together in events.GroupBy(e => e.At))
        {
            string? reason = null;
            foreach (var e in together)
            {
                var subscription = e.Data.Text("subscription")!;
                var before = running.TryGetValue(subscription, out var mrr) ? mrr : (decimal?)null;
                var isNew = known.Add(subscription);
                switch (e.Type)
                {
                    case "subscription.ended":
                        running.Remove(subscription);
                        reason = e.Data.Text("reason") ?? reason;
                        break;
                    case "subscription.changed" when before is null && !isNew:
                        break;
                    default:
                        running[subscription] = e.Data.Number("mrr")!.Value;
                        if (e.Type is not "subscription.changed" || running[subscription] > before)
                        {
                            _purchases.Add(e.At);
                        }

                        break;
                }
            }

            _mrr.Add((together.Key, running.Values.Sum()));
            var goesOn = spells.Count > 0 && spells[^1].End is null;
            if (running.Count > 0 && !goesOn)
            {
                spells.Add(new Spell(together.Key, null, null));
            }
            else if (running.Count == 0 && goesOn)
            {
                spells[^1] = spells[^1] with { End = together.Key, EndReason = reason };
            }
        }

        return spells;
    }
}
