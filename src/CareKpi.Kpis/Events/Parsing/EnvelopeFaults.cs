using CareKpi.Kpis.Events.Schemas;

namespace CareKpi.Kpis.Events.Parsing;

/// <summary>What can be wrong with the attributes of an event.</summary>
internal static class EnvelopeFaults
{
    private const string AttributeText = "must be a string of 1 to 256 printable characters";
    private const string TimeText = "must be an RFC 3339 time with offset in the years 1900 to 2199, such as 2026-03-02T09:14:05+08:00";
    private const string LeapSecondText = "second 60 is not taken; send a leap second as second 59";

    public static readonly Fault SpecVersion = new(RejectionCodes.NotCloudEvent, "specversion", "must be \"1.0\"");
    public static readonly Fault Id = Fault.Invalid("id", AttributeText);
    public static readonly Fault Source = Fault.Invalid("source", AttributeText);
    public static readonly Fault Type = Fault.Invalid("type", AttributeText);
    public static readonly Fault Time = Fault.Invalid("time", TimeText);
    public static readonly Fault LeapSecond = Fault.Invalid("time", LeapSecondText);
    public static readonly Fault TooNew =
        new(RejectionCodes.TooNew, "time", "is more than 5 minutes ahead of the node's clock; check the sender's clock and offset");
    public static readonly Fault TooOld = new(RejectionCodes.TooOld, "time", "is before the tenant's retention horizon");
    public static readonly Fault UnknownType =
        new(RejectionCodes.UnknownType, "type", "is no type of the contract; types under care. are listed in docs/contracts/events.md");
    public static readonly Fault ReservedType = new(RejectionCodes.ReservedType, "type", "is written by the node only; decide on surveys through the API");
    /// <summary>Whoever could write under the node's own name could take its decisions back.</summary>
    public static readonly Fault ReservedSource = new(RejectionCodes.ReservedType, "source", "is the node's own name for what it writes itself; give the sender a source of its own");
    public static readonly Fault TenantText = Fault.Invalid("tenant", "must be a string: the tenant of the credential; or leave it out");
    public static readonly Fault OtherTenant =
        new(RejectionCodes.OtherTenant, "tenant", "is not the tenant of the credential; leave it out or use that tenant's credential");
    public static readonly Fault Supersedes = Fault.Invalid("supersedes", "must be the id of the replaced event, a string of 1 to 256 printable characters");
    public static readonly Fault SupersedesTime = Fault.Invalid("supersedestime", TimeText);
    public static readonly Fault SupersedesLeapSecond = Fault.Invalid("supersedestime", LeapSecondText);
    public static readonly Fault NoSupersedes = Fault.Missing("supersedes", "is required: the id of the event that is taken back");
    public static readonly Fault SelfReference =
        new(RejectionCodes.SelfReference, "supersedes", "must not be the event's own id; give the new event an id of its own");
    public static readonly Fault DataBase64 = Fault.Invalid("data_base64", "is not taken; send the object as data");
    public static readonly Fault DataContentType = Fault.Invalid("datacontenttype", "must be application/json or end in +json; or leave it out");
    public static readonly Fault NoData = Fault.Missing("data");
    public static readonly Fault DataObject = Fault.Invalid("data", "must be an object");

    /// <summary>By attribute, in the order of the walk's table, from 1.</summary>
    public static readonly Fault[] Twice =
    [
        .. new[] { "", "specversion", "id", "source", "type", "time", "data", "data_base64", "datacontenttype", "tenant", "supersedes", "supersedestime" }
            .Select(name => new Fault(RejectionCodes.DuplicateName, name, "occurs twice; send it once")),
    ];

    // id, source, type, time: attributes 2 to 5.
    private static readonly Fault[] MissingAttributes = [Fault.Missing("id"), Fault.Missing("source"), Fault.Missing("type"), Fault.Missing("time")];

    public static Fault FirstMissing(int given)
    {
        for (var i = 0; i < MissingAttributes.Length; i++)
        {
            if ((given >> (i + 2) & 1) == 0)
            {
                return MissingAttributes[i];
            }
        }

        throw new ArgumentOutOfRangeException(nameof(given));
    }
}
