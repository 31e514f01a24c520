using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareKpi.Api.Hosting;
using CareKpi.Deploy.Tests.Checks;
using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests;

public sealed partial class ComposeTests
{
    private static JsonObject Compose => Yaml.Read(Repository.Read("deploy/compose.yaml"))[0];

    [Fact]
    public void HoldsAsItIs() => Assert.Empty(Findings(Compose));

    public static TheoryData<string, string, string?> Breaks => new()
    {
        { "server.image", "carekpi/server:0.0.9", null },
        { "server.build.args.VERSION", "0.0.9", null },
        { "server.environment.CareKpi__Operator", "x", null },
        { "server.environment.CareKpi__OperatorKey", "secret", null },
        { "server.environment.CareKpi__TrustedProxies", "0.0.0.0/0", null },
        { "server.ports.1", "8081:8081", null },
        { "server.ports.1", "127.0.0.1:8081:8082", null },
        { "server.read_only", "no", null },
        { "server.stop_grace_period", "20s", null },
        { "silo-1.stop_grace_period", "20s", null },
        { "silo-2.mem_limit", "", "drop" },
        { "gateway.environment.CAREKPI_NODE_URL", "http://node:8080", null },
        { "cluster-gateway.environment.CAREKPI_NODE_URL", "http://silo:8081", null },
        { "gateway.depends_on.server.condition", "service_started", null },
        { "gateway.depends_on", "", "drop" },
        { "server.volumes.0", "data:/var/data", null },
        { "server.volumes.0", "other:/data", null },
        { "postgres.image", "docker.io/library/postgres", null },
        { "silo-1.profiles", "", "drop" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void WhatIsBrokenIsFound(string path, string value, string? how)
    {
        var compose = Compose;
        var (parent, name) = ("services." + path)[..^(path.Split('.')[^1].Length + 1)] is var before ? (compose.At(before), path.Split('.')[^1]) : default;
        if (how is "drop")
        {
            parent!.AsObject().Remove(name);
        }
        else if (parent is JsonArray list)
        {
            list[int.Parse(name, CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent![name] = value;
        }

        Assert.NotEmpty(Findings(compose));
    }

    private static List<string> Findings(JsonObject compose)
    {
        var services = compose["services"]!.AsObject().ToDictionary(static pair => pair.Key, static pair => pair.Value!, StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var (name, service) in services)
        {
            found.AddRange(Of(name, service, compose));
            foreach (var (other, on) in service.At("depends_on") as JsonObject ?? [])
            {
                if (!services.ContainsKey(other) || on.Text("condition") != "service_healthy")
                {
                    found.Add($"{name} does not wait until {other} is ready");
                }
            }

            if (service.Map("environment").GetValueOrDefault("CAREKPI_NODE_URL") is { } address)
            {
                var url = new Uri(address);
                var nodes = services.Where(pair => pair.Key == url.Host || pair.Value.List("networks.node.aliases").Any(alias => alias.ToString() == url.Host)).Select(static pair => pair.Key).ToList();
                if (nodes.Count == 0 || url.Port != NodeCode.Port || !nodes.TrueForAll(node => service.At($"depends_on.{node}") is not null))
                {
                    found.Add($"{name} asks {address}");
                }

                if (!nodes.TrueForAll(node => services[node].Map("environment").GetValueOrDefault("CareKpi__TrustedProxies") == service.Text("networks.node.ipv4_address") + "/32"))
                {
                    found.Add($"{name} is not believed, or not it alone");
                }
            }
        }

        var alone = services.Where(static pair => !pair.Value.List("profiles").Any()).Select(static pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        if (!alone.SetEquals(["server", "gateway"]))
        {
            found.Add($"without a profile {string.Join(", ", alone)} start");
        }

        return found;
    }

    private static IEnumerable<string> Of(string name, JsonNode service, JsonObject compose)
    {
        var image = service.Text("image");
        var ours = image.StartsWith("carekpi/", StringComparison.Ordinal);
        if (Images.Wrong(image) is { } wrong)
        {
            yield return wrong;
        }

        if (ours && (service.Text("build.args.VERSION") != Repository.Version || !File.Exists(Path.Combine(Repository.Root, service.Text("build.dockerfile"))) || service.Text("build.context") != ".."))
        {
            yield return $"{name} is built as another version, or from nothing";
        }

        if (service.At("mem_limit") is null || service.Text("restart") != "unless-stopped")
        {
            yield return $"{name} has no bound, or stays away";
        }

        if (image.Contains("/library/postgres:", StringComparison.Ordinal) is false && (!service.Is("read_only", true) || service.Text("cap_drop.0") != "ALL" || service.Text("security_opt.0") != "no-new-privileges:true"))
        {
            yield return $"{name} may more than it needs";
        }

        var drain = image.StartsWith("carekpi/gateway", StringComparison.Ordinal) ? GatewayCode.Drain : NodeSettings.Drain + TimeSpan.FromSeconds(30);
        if (ours && (!Seconds().IsMatch(service.Text("stop_grace_period")) || TimeSpan.FromSeconds(int.Parse(service.Text("stop_grace_period")[..^1], CultureInfo.InvariantCulture)) < drain))
        {
            yield return $"{name} is killed before it has drained";
        }

        foreach (var (setting, value) in service.Map("environment"))
        {
            if (ours && !Secrecy.Known(image.Split(':')[0], "", setting))
            {
                yield return $"{name}: nothing reads {setting}";
            }

            if (Secrecy.LooksSecret(setting, value) && !Reference().IsMatch(value))
            {
                yield return $"{name} has {setting} in the clear";
            }
        }

        foreach (var port in service.List("ports").Select(static port => port.ToString().Split(':')))
        {
            var known = image.StartsWith("carekpi/gateway", StringComparison.Ordinal) ? [GatewayCode.Port] : ours ? new[] { NodeCode.Port, NodeCode.OperatorPort } : null;
            if (port.Length != 3 || port[0] != "127.0.0.1" || (known is not null && !known.Contains(int.Parse(port[2], CultureInfo.InvariantCulture))))
            {
                yield return $"{name} is reached at {string.Join(':', port)}";
            }
        }

        foreach (var volume in service.List("volumes").Select(static volume => volume.ToString().Split(':')))
        {
            var there = volume[0].StartsWith("./", StringComparison.Ordinal) ? Path.Exists(Path.Combine(Repository.Root, "deploy", volume[0])) : compose.At("volumes") is JsonObject named && named.ContainsKey(volume[0]);
            if (!there)
            {
                yield return $"{name}: {volume[0]} is no volume";
            }
        }

        if (image.StartsWith("carekpi/server", StringComparison.Ordinal) && !service.List("volumes").Any(static volume => volume.ToString().EndsWith(":/data", StringComparison.Ordinal)))
        {
            yield return $"{name} keeps its data in the container";
        }
    }

    [GeneratedRegex(@"^\d+s$", RegexOptions.None, 1000)]
    private static partial Regex Seconds();

    /// <summary>A variable for all of it, or for the password within.</summary>
    [GeneratedRegex(@"^(?<a>\$\{[A-Z_]+:[?-][^}]*\}|Host=[a-z]+;Database=[a-z]+;Username=[a-z]+;Password=\$\{[A-Z_]+:-\})$", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
