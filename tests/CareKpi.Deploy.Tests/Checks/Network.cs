using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests.Checks;

/// <summary>Who reaches whom, worked out from the policies as a network plugin does, against the list of who has to.</summary>
internal static class Network
{
    private static readonly int[] Ports = [22, 53, 80, 443, GatewayCode.Port, 4317, 4318, 5432, NodeCode.Port, NodeCode.OperatorPort, 8889, NodeCode.SiloPort, 13133, 30000];

    /// <summary>Somebody on the network: a pod (with labels, in a namespace) or an address.</summary>
    private sealed record Peer(string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string>? Namespace, IPAddress? Address, bool IsOurs);

    public static IEnumerable<string> Flows(Manifest manifest)
    {
        var peers = Peers(manifest);
        var policies = manifest.Kind("NetworkPolicy").ToList();
        var open = (from one in peers
                    from other in peers
                    where (one.IsOurs || other.IsOurs) && one.Address is null
                    from port in Ports
                    where Leaves(policies, one, other, port) && Enters(policies, one, other, port)
                    select $"{one.Name} → {other.Name} {port}").ToHashSet(StringComparer.Ordinal);
        var needed = Needed(manifest, peers).ToHashSet(StringComparer.Ordinal);
        return [.. needed.Except(open).Select(static flow => $"cannot: {flow}"), .. open.Except(needed).Select(static flow => $"need not: {flow}")];
    }

    private static IEnumerable<string> Needed(Manifest manifest, IEnumerable<Peer> peers)
    {
        string[] all =
        [
            $"ingress → gateway {GatewayCode.Port}", $"ingress → node {NodeCode.Port}", $"gateway → node {NodeCode.Port}", $"operator → node {NodeCode.OperatorPort}",
            "node → collector 4317", "prometheus → collector 8889", "node → internet 443", "node → internet6 443",
            .. peers.Where(static peer => peer.IsOurs).Select(static peer => $"{peer.Name} → dns 53"),
        ];
        return manifest.Overlay is "cluster"
            ? [.. all, $"node → node {NodeCode.SiloPort}", "node → private 5432", "backup → private 5432"]
            : [.. all, $"backup → node {NodeCode.OperatorPort}"];
    }

    private static List<Peer> Peers(Manifest manifest)
    {
        var ours = manifest.One("Namespace", "carekpi").Map("metadata.labels");
        var plain = new Dictionary<string, string>(StringComparer.Ordinal);
        Peer Pod(string name, string label, string value) => new(name, plain, new Dictionary<string, string>(StringComparer.Ordinal) { [label] = value }, null, IsOurs: false);
        Peer At(string name, string address) => new(name, plain, null, IPAddress.Parse(address), IsOurs: false);
        return
        [
            .. manifest.Workloads.Select(workload => new Peer(workload.Component, workload.Labels, ours, null, IsOurs: true)),
            new("operator", new Dictionary<string, string>(StringComparer.Ordinal) { ["carekpi.io/operator"] = "true" }, ours, null, IsOurs: true),
            new("neighbour", plain, ours, null, IsOurs: true),
            Pod("ingress", "carekpi.io/ingress", "true"),
            Pod("prometheus", "carekpi.io/monitoring", "true"),
            Pod("dns", "kubernetes.io/metadata.name", "kube-system"),
            Pod("stranger", "kubernetes.io/metadata.name", "default"),
            At("internet", "93.184.216.34"),
            At("internet6", "2606:2800:220:1::1"),
            At("private", "10.1.2.3"),
            At("private6", "fd00::1"),
            At("metadata", "169.254.169.254"),
        ];
    }

    private static bool Leaves(List<JsonObject> policies, Peer from, Peer to, int port) => !from.IsOurs || Allowed(policies, from, to, port, "Egress", "egress", "to");

    private static bool Enters(List<JsonObject> policies, Peer from, Peer to, int port) => !to.IsOurs || Allowed(policies, to, from, port, "Ingress", "ingress", "from");

    /// <summary>A pod that no policy is about is open; else one of their rules has to let the other in.</summary>
    private static bool Allowed(List<JsonObject> policies, Peer pod, Peer other, int port, string type, string rules, string side)
    {
        var about = policies.Where(policy => policy.List("spec.policyTypes").Any(named => named.ToString() == type) && Selectors.Match(policy.At("spec.podSelector"), pod.Labels)).ToList();
        return about.Count == 0 || about.Exists(policy => policy.List("spec." + rules).Any(rule =>
            (rule.At(side) is null || rule.List(side).Any(peer => Is(peer, other)))
            && (rule.At("ports") is null || rule.List("ports").Any(open => open.At("port") is null || open.Number("port") == port))));
    }

    private static bool Is(JsonNode rule, Peer peer)
    {
        if (rule.At("ipBlock") is { } block)
        {
            return peer.Address is not null && IPNetwork.Parse(block.Text("cidr")).Contains(peer.Address) && !block.List("except").Any(except => IPNetwork.Parse(except.ToString()).Contains(peer.Address));
        }

        return peer.Namespace is not null
            && (rule.At("namespaceSelector") is { } space ? Selectors.Match(space, peer.Namespace) : peer.IsOurs)
            && (rule.At("podSelector") is not { } pods || Selectors.Match(pods, peer.Labels));
    }

    public static IEnumerable<string> Ingress(Manifest manifest)
    {
        foreach (var path in manifest.Kind("Ingress").SelectMany(static ingress => ingress.List("spec.rules")).SelectMany(static rule => rule.List("http.paths")))
        {
            var service = manifest.Kind("Service").SingleOrDefault(service => service.Text("metadata.name") == path.Text("backend.service.name"));
            var port = service?.List("spec.ports").SingleOrDefault(port => port.Text("name") == path.Text("backend.service.port.name") || port.Number("port") == path.Number("backend.service.port.number"));
            if (port is null)
            {
                yield return $"{path.Text("path")} leads nowhere";
            }
            else if (port.Number("port") == NodeCode.OperatorPort || port.Text("targetPort") == "operator")
            {
                yield return $"{path.Text("path")} leads to the operator port";
            }
        }

        var led = manifest.Kind("Ingress").SelectMany(static ingress => ingress.List("spec.rules")).SelectMany(static rule => rule.List("http.paths")).Select(static path => (path.Text("path"), path.Text("backend.service.name"))).ToHashSet();
        if (!led.SetEquals([("/v1", "carekpi-node"), ("/", "carekpi-gateway")]))
        {
            yield return $"the ingress leads {string.Join(", ", led)}";
        }

        foreach (var service in manifest.Kind("Service").Where(static service => service.Text("spec.type") is not ("" or "ClusterIP") || service.At("spec.externalIPs") is not null))
        {
            yield return $"Service {service.Text("metadata.name")} is reached past the ingress";
        }

        if (manifest.Overlay is not "dev" && manifest.Kind("Ingress").Any(static ingress => ingress.Text("spec.tls.0.secretName").Length == 0))
        {
            yield return "the ingress speaks no TLS";
        }
    }
}
