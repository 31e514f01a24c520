namespace CareKpi.Kpis.Events;

/// <summary>Codes of a rejected event. The parser gives all but <see cref="TooManyScopes"/>, which needs the tenant's state.</summary>
public static class RejectionCodes
{
    public const string NotJson = "not_json";
    public const string NotCloudEvent = "not_cloudevent";
    public const string MissingField = "missing_field";
    public const string InvalidField = "invalid_field";
    public const string UnknownType = "unknown_type";
    public const string ReservedType = "reserved_type";
    public const string OtherTenant = "other_tenant";
    public const string TooOld = "too_old";
    public const string TooNew = "too_new";
    public const string TooLarge = "too_large";
    public const string TooDeep = "too_deep";
    public const string DuplicateName = "duplicate_name";
    public const string SelfReference = "self_reference";
    public const string TooManyScopes = "too_many_scopes";
}
