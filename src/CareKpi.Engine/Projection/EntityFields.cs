using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The fields of events that name an entity, by which timelines are joined, erased and shown.</summary>
internal static class EntityFields
{
    /// <summary>Those that may be an event's main key, as they are called in it.</summary>
    public static (TextField Field, EntityKind Kind, string Name)[] Main { get; } =
    [
        (TextField.Case, EntityKind.Case, "case"), (TextField.Contact, EntityKind.Contact, "contact"), (TextField.Survey, EntityKind.Survey, "survey"), (TextField.Complaint, EntityKind.Complaint, "complaint"),
        (TextField.Evaluation, EntityKind.Evaluation, "evaluation"), (TextField.Session, EntityKind.Session, "session"), (TextField.Mention, EntityKind.Mention, "mention"), (TextField.Schedule, EntityKind.Schedule, "schedule"),
        (TextField.Observation, EntityKind.Observation, "observation"),
    ];

    /// <summary>All of them.</summary>
    public static (TextField Field, EntityKind Kind)[] All { get; } = [.. Main.Select(static of => (of.Field, of.Kind)), (TextField.Into, EntityKind.Case)];

    private static readonly EntityKind?[] ByField = [.. Enumerable.Range(0, (int)TextField.Count + 1).Select(static field => Array.Find(Main, of => (int)of.Field == field) is { Name: not null } found ? found.Kind : (EntityKind?)null)];

    /// <summary>The entity that a main key names; null: it names none.</summary>
    public static EntityKind? KindOf(TextField main) => ByField[(int)main];
}
