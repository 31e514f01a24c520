using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>A team: what it is for, on which channels, and its share of the work. What stands twice in a list is twice as frequent.</summary>
internal sealed record DemoDesk(string Key, string Name, string? Parent, double Weight, string[] Live, string[] Written, string[] Topics)
{
    public const string Care = "care";
    public const string Outage = "network outage";
    public const string Esim = "esim activation";

    private static readonly DemoDesk[] Known =
    [
        new("billing", "Billing", Care, 0.26, ["voice", "voice", "voice", "chat", "chat", "in_person"], ["email", "email", "web"], ["invoice", "refund", "payment", "roaming"]),
        new("technical", "Technical", Care, 0.30, ["voice", "voice", "voice", "voice", "chat", "video"], ["email", "web", "web", "other"], ["slow internet", "router", "no signal", "technician visit"]),
        new("retention", "Retention", Care, 0.14, ["voice", "voice", "voice", "chat", "in_person"], ["email", "messaging"], ["cancel contract", "contract renewal", "moving house", "plan change"]),
        new("social", "Social & Messaging", null, 0.18, ["chat", "chat", "messaging", "messaging", "messaging", "social"], ["social", "social", "messaging"], [Esim, "sim card", "app login", "promotion"]),
        new("business", "Business", null, 0.12, ["voice", "voice", "voice", "video", "other"], ["email", "email", "email", "web"], ["dedicated line", "new lines", "contract renewal", "invoice"]),
    ];

    private static readonly string[] More = ["Onboarding", "Field service", "Payments", "Roaming", "Devices"];

    /// <summary>So many desks: those of the story first.</summary>
    public static IReadOnlyList<DemoDesk> Of(int count) => [.. Enumerable.Range(0, count).Select(i => i < Known.Length ? Known[i] : Further(i))];

    private static DemoDesk Further(int index)
    {
        var name = index - Known.Length < More.Length ? More[index - Known.Length] : string.Create(CultureInfo.InvariantCulture, $"Team {index + 1}");
        return new(name.ToLowerInvariant().Replace(' ', '-'), name, Care, 0.15, ["voice", "voice", "chat"], ["email", "web"], ["general question", "plan change", "payment", "moving house"]);
    }
}
