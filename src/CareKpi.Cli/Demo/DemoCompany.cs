using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>How large, how long, and which story.</summary>
internal sealed record DemoSize(int Seed, int Teams, int Agents, int Customers, int Days, int ContactsPerDay, DateOnly Until)
{
    public DateOnly First => Until.AddDays(1 - Days);
}

internal sealed record DemoAgent(string Key, string Name, string Team, double Skill);

internal sealed record DemoCustomer(string Key, string Name, string Segment, string Region, int Mrr);

/// <summary>A telecom with a few teams. Who works there and whom it serves.</summary>
internal sealed class DemoCompany
{
    private static readonly string[] TeamNames = ["Billing", "Technical support", "Onboarding", "Retention", "Business desk", "Field service", "Payments", "Roaming"];
    private static readonly string[] GivenNames = ["Ann", "Ben", "Chloe", "Daniel", "Elif", "Farah", "Grace", "Hugo", "Ines", "Jonas", "Kemal", "Lina", "Mei", "Noah", "Olga", "Priya", "Quinn", "Rosa", "Siti", "Tariq", "Uma", "Victor", "Wei", "Yara"];
    private static readonly string[] FamilyNames = ["Adler", "Becker", "Chan", "Diaz", "Evans", "Fischer", "Goh", "Haddad", "Ito", "Jensen", "Kaya", "Lim", "Meyer", "Novak", "Okafor", "Park", "Rossi", "Santos", "Tan", "Weber"];
    private static readonly string[] Segments = ["consumer", "consumer", "consumer", "small business", "enterprise"];
    private static readonly string[] Regions = ["north", "south", "east", "west"];

    public DemoCompany(DemoSize size)
    {
        Teams = [.. Enumerable.Range(0, size.Teams).Select(i => (Key: TeamKey(i), Name: i < TeamNames.Length ? TeamNames[i] : Text($"Team {i + 1}")))];
        var people = SeededRandom.For(size.Seed, 1, 0);
        Agents = [.. Enumerable.Range(0, size.Agents).Select(i => new DemoAgent(Text($"a-{i + 1:000}"), Name(people), TeamKey(i % size.Teams), 0.8 + (0.4 * people.Next())))];
        var buyers = SeededRandom.For(size.Seed, 2, 0);
        Customers = [.. Enumerable.Range(0, size.Customers).Select(i => Customer(i, buyers))];
        ByTeam = Agents.ToLookup(agent => agent.Team, StringComparer.Ordinal);
    }

    public IReadOnlyList<(string Key, string Name)> Teams { get; }

    public IReadOnlyList<DemoAgent> Agents { get; }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    public ILookup<string, DemoAgent> ByTeam { get; }

    private static DemoCustomer Customer(int index, SeededRandom random)
    {
        var segment = random.Pick(Segments);
        var mrr = segment switch { "enterprise" => random.Between(40, 200) * 10, "small business" => random.Between(6, 20) * 10, _ => random.Between(15, 60) };
        return new(Text($"c-{index + 1:00000}"), Name(random), segment, random.Pick(Regions), mrr);
    }

    private static string TeamKey(int index) => index < TeamNames.Length ? TeamNames[index].ToLowerInvariant().Replace(' ', '-') : Text($"team-{index + 1}");

    private static string Name(SeededRandom random) => $"{random.Pick(GivenNames)} {random.Pick(FamilyNames)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
