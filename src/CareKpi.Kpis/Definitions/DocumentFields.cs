using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Definitions;

/// <summary>A definition's document: fields by name and kind. A field that is not known is refused, since it is most likely misspelt. Throws <see cref="DefinitionException"/>.</summary>
public readonly struct DocumentFields
{
    private const int MaxShown = 64;

    private static readonly string[] LevelWords = ["tenant", "team", "agent", "customer"];

    private readonly JsonElement json;

    public DocumentFields(JsonElement document, params ReadOnlySpan<string> known)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionException("it is a JSON object");
        }
        foreach (var property in document.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                var name = Shown(property.Name);
                throw new DefinitionException($"there is no field '{name}'; there are: {string.Join(", ", known!)}", name);
            }
        }
        json = document;
    }

    /// <summary>What a field is called that nobody knows: its name comes from outside and may be as long as a body.</summary>
    public static string Shown(string name) => name.Length > MaxShown ? name[..MaxShown] : name;

    public static string Word(Level level) => LevelWords[(int)level];

    public string Text(string name, int max) => OptionalText(name, max) ?? throw new DefinitionException($"'{name}' is needed", name);

    public string? OptionalText(string name, int max)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new DefinitionException("a text is needed here", name);
        return text.Length > 0 && text.Length <= max ? text : throw new DefinitionException($"it has 1 to {max} characters", name);
    }

    public double Number(string name) => OptionalNumber(name) ?? throw new DefinitionException($"'{name}' is needed", name);

    public double? OptionalNumber(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && Math.Abs(number) < 1e15 ? number
        : throw new DefinitionException("a number is needed here", name);

    public DateOnly? OptionalDay(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200 ? day
        : throw new DefinitionException("a day is written like 2026-03-31", name);

    public bool Flag(string name, bool otherwise) => Find(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new DefinitionException("true or false is needed here", name);

    /// <summary>A list of different texts, at least one.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name, int most, int maxLength)
    {
        if (Find(name) is not { } list)
        {
            return null;
        }
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is var count && (count == 0 || count > most))
        {
            throw new DefinitionException(string.Create(CultureInfo.InvariantCulture, $"it is a list of 1 to {most} texts"), name);
        }
        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            var place = string.Create(CultureInfo.InvariantCulture, $"{name}[{texts.Count}]");
            if (text.Length == 0 || text.Length > maxLength)
            {
                throw new DefinitionException(string.Create(CultureInfo.InvariantCulture, $"a text of 1 to {maxLength} characters is needed here"), place);
            }
            texts.Add(texts.Contains(text, StringComparer.OrdinalIgnoreCase) ? throw new DefinitionException("it stands in the list twice", place) : text);
        }
        return texts;
    }

    /// <summary>The address of <c>webhook</c>; its secret is kept elsewhere.</summary>
    public string? OptionalWebhook()
    {
        if (Find("webhook") is not { } given)
        {
            return null;
        }
        var url = new DocumentFields(given, "url").Text("url", 2_000);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 ? url
            : throw new DefinitionException("the address of a webhook begins with https:// and has no user in it", "webhook.url");
    }

    /// <summary>The scope that <c>level</c> and <c>key</c> name; null: neither is given.</summary>
    public ScopeRef? OptionalScope()
    {
        var key = OptionalText("key", 128);
        if (OptionalText("level", 16) is not { } word)
        {
            return key is null ? null : throw new DefinitionException("a key needs its 'level': tenant, team, agent or customer", "level");
        }
        var level = Array.IndexOf(LevelWords, word);
        if (level < 0)
        {
            throw new DefinitionException("the level is 'tenant', 'team', 'agent' or 'customer'", "level");
        }
        if ((Level)level == Level.Tenant)
        {
            return key is null ? new ScopeRef(Level.Tenant, "") : throw new DefinitionException("the tenant itself has no key: leave it out", "key");
        }
        return key is null ? throw new DefinitionException("a team, an agent or a customer is named by its key", "key") : new ScopeRef((Level)level, key);
    }

    public ScopeRef Scope() => OptionalScope() ?? throw new DefinitionException("'level' is needed: tenant, team, agent or customer", "level");

    private JsonElement? Find(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
