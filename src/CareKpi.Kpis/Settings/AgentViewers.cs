using System.Text.Json;

namespace CareKpi.Kpis.Settings;

/// <summary>Who may see figures of single agents: the setting <c>visibility</c>, <c>{"agents": ["admin", "lead", "self"]}</c>. API keys count as admins.</summary>
[Flags]
public enum AgentViewers : byte
{
    None = 0,
    Admin = 1,
    /// <summary>Leads, of the agents of their teams.</summary>
    Lead = 2,
    /// <summary>Agents, of themselves.</summary>
    Self = 4,
    All = Admin | Lead | Self,
}

public static class Visibility
{
    public const string Key = "visibility";

    private static readonly (string Word, AgentViewers Value)[] s_words = [("admin", AgentViewers.Admin), ("lead", AgentViewers.Lead), ("self", AgentViewers.Self)];

    /// <param name="settings">A tenant's settings, or a patch of them. Nothing said: all.</param>
    /// <exception cref="SettingsException">It is something else.</exception>
    public static AgentViewers Of(JsonElement settings)
    {
        var given = new SettingsReader(settings, "").Member(Key);
        given.HasKeys("agents");
        var agents = given.Member("agents");
        return agents.Given
            ? agents.Items(s_words.Length, "[\"admin\", \"lead\"]").Aggregate(AgentViewers.None, (all, item) => all | item.Word(s_words, AgentViewers.None))
            : AgentViewers.All;
    }
}
