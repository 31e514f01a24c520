namespace Oracle.Model;

/// <summary>A finished contact: the last event of its key.</summary>
internal sealed class Contact(Event ended, Case? @case)
{
    public Event Ended { get; } = ended;

    /// <summary>The case it names, merges followed; null when that was never opened.</summary>
    public Case? Case { get; } = @case;

    public string Key => Ended.Data.Text("contact")!;

    public string Channel => Ended.Data.Text("channel")!;

    public long At => Ended.At;

    public long Wait { get; } = Micros(ended, "wait");

    /// <summary>Talk, hold and wrap.</summary>
    public long Work { get; } = Micros(ended, "talk") + Micros(ended, "hold") + Micros(ended, "wrap");

    public long WorkStart => At - Work;

    public long Start => At - Wait - Work;

    public bool Inbound { get; } = ended.Data.Text("direction") is "inbound";

    public bool Answered { get; } = ended.Data.Text("outcome") is "answered";

    public bool Abandoned { get; } = ended.Data.Text("outcome") is "abandoned";

    public bool? Resolved => Ended.Data.Flag("resolved");

    public bool Escalated => Ended.Data.Flag("escalated") ?? false;

    public bool Transferred => Ended.Data.Flag("transferred") ?? false;

    public string? OwnTopic => Ended.Data.Text("topic");

    public string? Topic => OwnTopic ?? Case?.Topic;

    public string? Customer => Ended.Customer ?? Case?.Customer;

    public Pair Credit => Pair.Of(Ended);

    public Slice Slice => new(Channel, Ended.Data.Text("queue"), Topic, Case?.Slice.Priority, Tags());

    public Place Place => new(At, Credit, Customer, Slice);

    private static long Micros(Event e, string field) => Time.Duration(e.Data.Number(field) ?? 0);

    private Dictionary<string, string> Tags()
    {
        var tags = new Dictionary<string, string>(Case?.Slice.Tags ?? Slice.None.Tags, StringComparer.Ordinal);
        foreach (var (tag, value) in Ended.Data.Texts("tags"))
        {
            tags[tag] = value;
        }

        return tags;
    }
}
