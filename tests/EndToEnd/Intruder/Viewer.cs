namespace CareKpi.EndToEnd.Intruder;

/// <summary>Somebody with a credential, and what the contract lets them see (docs/sign-in.md), told anew: nothing of it is asked of the node.</summary>
internal sealed record Viewer(string Name, Side Side, string Credential, string Role, IReadOnlyList<string> Teams, string? Agent)
{
    private bool IsWhole => Role is "key" or "admin";

    private bool SeesAgents => Side.Visibility.Contains(Role switch { "lead" => "lead", "agent" => "self", _ => "admin" });

    public bool Sees(string level, string key) => level switch
    {
        "team" => IsWhole || (Role is "lead" && Side.IsBelow(key, Teams)),
        "agent" => SeesAgents && (IsWhole || key == Agent || (Role is "lead" && Side.IsBelow(Side.TeamOf[key], Teams))),
        _ => IsWhole,
    };

    /// <summary>What an agent did is seen in all that it counts in.</summary>
    public bool SeesWorkOf(string agent) => IsWhole || Sees("agent", agent) || Side.Teams.Any(team => Sees("team", team) && Side.IsBelow(Side.TeamOf[agent], [team]));

    public override string ToString() => $"{Name} of {Side.Tenant}";
}
