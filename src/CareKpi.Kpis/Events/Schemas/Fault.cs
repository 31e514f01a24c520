namespace CareKpi.Kpis.Events.Schemas;

/// <summary>What is wrong with an event. Made once per rule, so that finding one allocates nothing.</summary>
internal sealed record Fault(string Code, string? Field, string Message)
{
    public static Fault Missing(string field, string message = "is required") => new(RejectionCodes.MissingField, field, message);

    public static Fault Invalid(string field, string message) => new(RejectionCodes.InvalidField, field, message);

    /// <summary>The value's name is not told apart from customer text, so the place is the object that holds it.</summary>
    public static Fault Duplicate(string? within) => new(RejectionCodes.DuplicateName, within, "a name occurs twice in this object; send each name once");

    public static Fault TooDeep(string? within) => new(RejectionCodes.TooDeep, within, "objects and arrays may be at most 16 deep, the event itself included");

    public static Fault BrokenName(string? within) =>
        new(RejectionCodes.InvalidField, within, "a name in this object holds half of a surrogate pair (\\ud800 to \\udfff); send both halves");
}
