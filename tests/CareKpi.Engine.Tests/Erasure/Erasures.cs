using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Erasure;

/// <summary>What tests of erasures say of events: as they were sent, and as they are said of a customer without a name.</summary>
internal static class Erasures
{
    /// <summary>In every text and extra field.</summary>
    public const string Secret = "geheim";

    private static readonly string[] Texts = [$"terrible service {Secret}", $"thank you, great help {Secret}", $"#12-345 {Secret.ToUpperInvariant()}", $"服務很差，爛透了 {Secret}"];

    /// <summary>With words of customers, and with fields of which the contract knows nothing.</summary>
    public static IReadOnlyList<string> Wordy(GeneratedTenant tenant) => [.. tenant.Events.Select(sent => Wordy(sent))];

    private static string Wordy(string sent)
    {
        var json = JsonNode.Parse(sent)!.AsObject();
        if (json["data"] is not JsonObject data || json["type"]!.GetValue<string>() is var type && !type.StartsWith("care.", StringComparison.Ordinal))
        {
            return sent;
        }
        // The same for copies of an event.
        var dice = (uint)json["id"]!.GetValue<string>().Aggregate(17, static (hash, letter) => (hash * 31) + letter);
        if (type is "care.message.received" or "care.mention.observed" && dice % 5 > 0)
        {
            data["text"] = Texts[dice % 4];
        }
        if (type is "care.survey.answered" && dice % 3 > 0)
        {
            data["comment"] = Texts[dice % 4];
        }
        if (type is "care.customer.described" && dice % 3 > 0)
        {
            data["name"] = $"{Secret} & Söhne";
        }
        if (data.ContainsKey("customer") && dice % 4 == 0)
        {
            data["email"] = new JsonArray($"{Secret}@example.com");
            json["subject"] = Secret;
        }
        return json.ToJsonString();
    }

    /// <summary>The same events of a customer with another key, who is called nothing. Texts stay: what is scored from them is to be the same.</summary>
    public static IReadOnlyList<string> Renamed(IEnumerable<string> events, string key, string replacement) => [.. events.Select(sent => Renamed(sent, key, replacement))];

    public static string Renamed(string sent, string key, string replacement)
    {
        var json = JsonNode.Parse(sent)!.AsObject();
        if (json["data"] is JsonObject data && data["customer"] is JsonValue customer && customer.GetValue<string>() == key)
        {
            data["customer"] = replacement;
            if (json["type"]!.GetValue<string>() == "care.customer.described")
            {
                data.Remove("name");
            }
            return json.ToJsonString();
        }
        return sent;
    }

    /// <summary>The key that the log has for a customer whose erasure is done.</summary>
    public static async Task<string> ReplacementAsync(ILogStore log, JobInfo job)
    {
        var seq = long.Parse(job.Id[(job.Id.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
        var entry = (await log.ReadAsync(TestNode.Tenant, seq, 1, default))[0];
        return LogEntry.JsonOf(entry.Payload).GetProperty("replacement").GetString()!;
    }

    /// <summary>Every value of scopes, as text.</summary>
    public static async Task<string> ValuesAsync(TestNode node, GeneratedTenant tenant, IEnumerable<ScopeRef> scopes)
    {
        var told = new StringBuilder();
        foreach (var scope in scopes)
        {
            var read = await node.ReadAsync(scope, new Period(tenant.From.AddDays(-30), tenant.To), null);
            foreach (var value in read?.Values ?? [])
            {
                told.Append(CultureInfo.InvariantCulture, $"{scope} {value.Kpi} {value.Value} {value.Numerator}/{value.Denominator} of {value.Count}, {value.Distribution?.P90} {value.SettledThrough} {string.Join(' ', value.Parts ?? [])}\n");
            }
        }
        return told.ToString();
    }

    public static IEnumerable<ScopeRef> ScopesWithout(GeneratedTenant tenant, string customer) =>
    [
        new(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Select(static key => new ScopeRef(Level.Agent, key)),
        .. tenant.Keys.Customers.Where(key => key != customer).Select(static key => new ScopeRef(Level.Customer, key)),
    ];

    /// <summary>Every row of the state and entry of the log, unpacked, as one text.</summary>
    public static async Task<string> BytesAsync(ILogStore log, IStateStore state)
    {
        var told = new StringBuilder(await RowsAsync(state, TestNode.Tenant));
        foreach (var entry in await log.ReadAsync(TestNode.Tenant, 1, int.MaxValue, default))
        {
            told.Append(TextOf(TestNode.Tenant, entry));
        }
        return told.ToString();
    }

    /// <summary>Every row of the state; names in quotes, as events have them.</summary>
    public static async Task<string> RowsAsync(IStateStore state, string tenant)
    {
        var told = new StringBuilder();
        foreach (var row in (await state.ReadAsync(tenant, new StateQuery([], [new StateRange([], [])]), default)).Ranges[0])
        {
            var text = Encoding.Latin1.GetString(row.Value);
            told.Append(row.Key.Length == StateKey.Size && StateKey.FromBytes(row.Key).Kind == RowKind.Name ? $"\"{text}\"" : text).Append('\n');
        }
        return told.ToString();
    }

    /// <summary>An entry of the log, unpacked; names in quotes.</summary>
    public static string TextOf(string tenant, LogRecord entry)
    {
        var told = new StringBuilder(Encoding.Latin1.GetString(entry.Payload.Span)).Append('\n');
        switch (LogEntry.KindOf(entry.Payload.Span))
        {
            case LogEntryKind.Events:
                var batch = Kpis.Events.EventBatch.Rent();
                var events = LogEntry.EventsOf(entry.Seq, entry.Payload.Span, tenant, batch);
                foreach (ref readonly var read in batch.Events)
                {
                    told.Append(Encoding.UTF8.GetString(batch[read.Raw])).Append('\n');
                }
                batch.Return();
                foreach (var value in events.Admitted)
                {
                    told.Append(CultureInfo.InvariantCulture, $"\"{value.Tag}\" \"{value.Value}\"\n");
                }
                break;
            case LogEntryKind.Carried:
                var names = new NameTable();
                CarriedEntry.Decode(entry.Payload.Span, names);
                for (var name = 1; name < names.Next; name++)
                {
                    told.Append(CultureInfo.InvariantCulture, $"\"{names.Text(name)}\"\n");
                }
                break;
        }
        return told.ToString();
    }
}
