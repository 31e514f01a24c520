using System.Text.Json.Serialization;

namespace CareKpi.Api.People;

[JsonConverter(typeof(JsonStringEnumConverter<PersonRole>))]
internal enum PersonRole { Admin, Lead, Agent }

internal static class PersonRoles
{
    public static string Word(this PersonRole role) => role switch { PersonRole.Admin => "admin", PersonRole.Lead => "lead", _ => "agent" };

    public static PersonRole? Parse(string? word) => word switch { "admin" => PersonRole.Admin, "lead" => PersonRole.Lead, "agent" => PersonRole.Agent, _ => null };
}
