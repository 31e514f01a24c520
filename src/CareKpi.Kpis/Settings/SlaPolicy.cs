using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Settings;

/// <summary>Targets of the cases that it matches, in microseconds; null: that clock is not judged. No priority or no channel named: every one.</summary>
public sealed record SlaPolicy(IReadOnlyList<Priority> Priorities, IReadOnlyList<Channel> Channels, long? FirstResponse, long? NextResponse, long? Resolution, bool BusinessClock, bool PauseOnCustomer)
{
    private readonly int _priorities = MaskOf(Priorities.Select(priority => (int)priority));
    private readonly int _channels = MaskOf(Channels.Select(channel => (int)channel));

    /// <summary>A case without a priority is a normal one.</summary>
    public bool Matches(Priority priority, Channel channel) =>
        (_priorities >> (int)(priority == Priority.None ? Priority.Normal : priority) & _channels >> (int)channel & 1) != 0;

    private static int MaskOf(IEnumerable<int> values)
    {
        var mask = values.Aggregate(0, (all, value) => all | 1 << value);
        return mask == 0 ? -1 : mask;
    }
}
