using System.Text.Json.Nodes;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>The rules that are shipped.</summary>
internal static class Alarms
{
    public static IReadOnlyList<JsonNode> All { get; } = [.. Yaml.Read(Repository.Read("deploy/monitoring/alerts.yaml"))[0].List("groups").SelectMany(static group => group.List("rules"))];
}
