using NodaTime;

namespace Oracle.Generate;

/// <summary>A small tenant: valid events in an order of arrival, and a read that suits them.</summary>
/// <param name="Settings">A JSON list of <c>{validFrom, settings}</c>.</param>
/// <param name="Events">CloudEvents in JSON, exact copies among them.</param>
/// <param name="Now">At or after every event.</param>
public sealed record GeneratedTenant(
    int Seed, string TimeZone, string Settings, IReadOnlyList<string> Events, Instant Now, DateOnly From, DateOnly To, GeneratedKeys Keys);

/// <summary>The keys that events may name; some are never named.</summary>
public sealed record GeneratedKeys(
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> Agents,
    IReadOnlyList<string> Teams,
    IReadOnlyList<string> Cases,
    IReadOnlyList<string> Contacts,
    IReadOnlyList<string> Surveys,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Queues,
    IReadOnlyList<string> Products);
