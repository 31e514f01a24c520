using System.Globalization;
using System.Text.Json;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>What generated tenants have reached: which optional fields, and which event met a case in which state.</summary>
public sealed class Coverage
{
    private static readonly Dictionary<string, string[]> Optional = new(StringComparer.Ordinal)
    {
        ["case.opened"] = ["priority", "topic", "queue", "agent", "team", "tags"],
        ["message.received"] = ["message", "channel", "text", "sentiment"],
        ["message.sent"] = ["agent", "team", "public", "bot", "knowledge"],
        ["case.assigned"] = ["agent", "team", "from"],
        ["case.escalated"] = ["agent", "team", "from"],
        ["case.transferred"] = ["agent", "team", "from"],
        ["case.resolved"] = ["agent", "team", "knowledge"],
        ["case.reopened"] = ["agent", "team", "by"],
        ["case.closed"] = ["agent", "team", "by"],
        ["case.merged"] = [],
        ["contact.queued"] = ["queue", "customer", "case"],
        ["contact.ended"] =
        [
            "talk", "hold", "wrap", "customer", "case", "agent", "team", "queue", "topic", "resolved", "escalated", "transferred", "knowledge", "tags",
        ],
        ["bot.ended"] = ["customer", "case", "topic"],
        ["survey.sent"] = ["customer", "case", "contact", "agent", "team", "channel"],
        ["survey.answered"] =
        [
            "score", "scale", "positiveFrom", "lowEffortFrom", "lowEffortTo", "reason", "comment", "sentiment", "customer", "case", "contact", "agent",
            "team", "channel",
        ],
        ["agent.status"] = ["team"],
        ["agent.described"] = ["name", "team"],
        ["team.described"] = ["name", "parent"],
        ["customer.described"] = ["name", "segment", "region", "startedAt"],
    };

    private static readonly string[] States = ["unopened", "open", "resolved", "closed", "closed-unresolved", "reopened", "merged"];

    private static readonly string[] CaseTypes =
    [
        "case.opened", "message.received", "message.sent", "case.assigned", "case.escalated", "case.transferred", "case.resolved", "case.reopened",
        "case.closed", "case.merged", "bot.ended", "contact.ended",
    ];

    private readonly Dictionary<(string Type, string Field, bool Present), int> _fields = [];
    private readonly Dictionary<(string State, string Type), int> _states = [];

    public Coverage()
    {
        foreach (var (type, fields) in Optional)
        {
            foreach (var field in (string[])[.. fields, "supersedes", "supersedestime"])
            {
                _fields[(type, field, true)] = 0;
                _fields[(type, field, false)] = 0;
            }
        }

        // Of a withdrawal, supersedes is no option.
        _fields[(Event.Withdrawn, "supersedestime", true)] = 0;
        _fields[(Event.Withdrawn, "supersedestime", false)] = 0;
        foreach (var state in States)
        {
            foreach (var type in CaseTypes)
            {
                _states[(state, type)] = 0;
            }
        }
    }

    /// <summary>(event type, optional field or attribute, present) → events.</summary>
    public IReadOnlyDictionary<(string Type, string Field, bool Present), int> Fields => _fields;

    /// <summary>(state of the case just before, event type) → events that count.</summary>
    public IReadOnlyDictionary<(string State, string Type), int> CaseStates => _states;

    /// <summary>The places of both tables that nothing has reached.</summary>
    public IEnumerable<string> Unreached =>
    [
        .. _fields.Where(f => f.Value == 0).Select(f => $"{f.Key.Type} {(f.Key.Present ? "with" : "without")} {f.Key.Field}"),
        .. _states.Where(s => s.Value == 0).Select(s => $"{s.Key.Type} when {s.Key.State}"),
    ];

    public void Add(GeneratedTenant tenant)
    {
        var taken = new Dictionary<(string, string, long), Event>();
        foreach (var text in tenant.Events)
        {
            using var document = JsonDocument.Parse(text);
            var e = Event.Read(document.RootElement.Clone())!;
            if (taken.TryAdd((e.Source, e.Id, Time.UtcDay(e.At)), e))
            {
                AddFields(e);
            }
        }

        var counting = Superseding.Counting(taken.Values);
        foreach (var @case in counting.Where(e => e.Case is not null && CaseTypes.Contains(e.Type, StringComparer.Ordinal))
            .GroupBy(e => e.Case!, StringComparer.Ordinal))
        {
            AddStates(@case);
        }
    }

    /// <summary>Both tables as text, a line an entry.</summary>
    public override string ToString() => string.Join('\n', (string[])
    [
        .. _fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key.Type}\t{f.Key.Field}\t{(f.Key.Present ? "present" : "absent")}\t{f.Value}")),
        .. _states.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key.Type}\t{s.Key.State}\t{s.Value}")),
    ]);

    private void AddFields(Event e)
    {
        foreach (var field in Optional.GetValueOrDefault(e.Type) ?? [])
        {
            _fields[(e.Type, field, e.Data.Has(field))]++;
        }

        if (Optional.ContainsKey(e.Type))
        {
            _fields[(e.Type, "supersedes", e.Supersedes is not null)]++;
        }

        if (Optional.ContainsKey(e.Type) || e.Type is Event.Withdrawn)
        {
            _fields[(e.Type, "supersedestime", e.SupersedesAt is not null)]++;
        }
    }

    private void AddStates(IEnumerable<Event> inOrder)
    {
        var state = "unopened";
        foreach (var e in inOrder)
        {
            _states[(state, e.Type)]++;
            state = (e.Type, state) switch
            {
                (_, "merged") or ("case.merged", _) => "merged",
                ("case.opened", "unopened") => "open",
                ("case.resolved", "open" or "reopened") => "resolved",
                ("case.closed", "resolved") => "closed",
                ("case.closed", "open" or "reopened") => "closed-unresolved",
                ("case.reopened", "resolved" or "closed" or "closed-unresolved") => "reopened",
                _ => state,
            };
        }
    }
}
