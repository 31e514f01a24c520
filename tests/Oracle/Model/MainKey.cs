namespace Oracle.Model;

/// <summary>The first field of each type's row in events.md.</summary>
internal static class MainKey
{
    /// <summary>Keys under which an event is found on whatever day.</summary>
    public static readonly string[] OnAnyDay = ["case", "contact", "survey", "complaint", "evaluation", "schedule"];

    private static readonly string[] All =
    [
        "case", "contact", "survey", "complaint", "evaluation", "schedule", "session", "mention", "agent", "team", "observation",
        "subscription", "customer", "category", "name",
    ];

    public static (string Field, string Key) Of(Event e)
    {
        var field = e.Type is Event.Withdrawn
            ? All.First(f => e.Data.Text(f) is not null)
            : e.Type switch
            {
                "bot.ended" or "selfservice.ended" => "session",
                "quality.evaluated" => "evaluation",
                "mention.observed" => "mention",
                "agent.status" or "agent.described" => "agent",
                "agent.scheduled" => "schedule",
                "availability.observed" => "observation",
                "revenue.recorded" or "touchpoint.observed" or "customer.described" => "customer",
                "cost.recorded" => "category",
                "custom.recorded" => "name",
                "team.described" => "team",
                _ when e.Type.StartsWith("message.", StringComparison.Ordinal) => "case",
                _ => e.Type[..e.Type.IndexOf('.', StringComparison.Ordinal)],
            };
        return (field, e.Data.Text(field)!);
    }
}
