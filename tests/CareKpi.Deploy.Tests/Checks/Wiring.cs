using System.Text.Json.Nodes;
using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests.Checks;

/// <summary>What names something else has to name what is there: selectors, ports, volumes, configuration.</summary>
internal static class Wiring
{
    private static readonly Dictionary<string, string[]> Always = new(StringComparer.Ordinal)
    {
        ["Namespace"] = ["carekpi"],
        ["ServiceAccount"] = ["carekpi"],
        ["Service"] = ["carekpi-node", "carekpi-operator", "carekpi-gateway", "carekpi-collector"],
        ["Deployment"] = ["carekpi-gateway", "carekpi-collector"],
        ["Ingress"] = ["carekpi"],
        ["CronJob"] = ["carekpi-backup"],
        ["PriorityClass"] = ["carekpi-node", "carekpi-gateway"],
        ["NetworkPolicy"] = ["carekpi-nothing", "carekpi-names", "carekpi-gateway", "carekpi-node", "carekpi-operator", "carekpi-collector", "carekpi-telemetry"],
        ["ConfigMap"] = ["carekpi-dashboards", "carekpi-alerts"],
    };

    private static readonly Dictionary<string, string[]> Cluster = new(StringComparer.Ordinal)
    {
        ["Deployment"] = ["carekpi-silo"],
        ["HorizontalPodAutoscaler"] = ["carekpi-silo", "carekpi-gateway"],
        ["PodDisruptionBudget"] = ["carekpi-silo", "carekpi-gateway"],
        ["NetworkPolicy"] = ["carekpi-silo", "carekpi-postgres"],
    };

    private static readonly Dictionary<string, string[]> Single = new(StringComparer.Ordinal) { ["StatefulSet"] = ["carekpi-server"], ["Service"] = ["carekpi-server"] };

    public static IEnumerable<string> Kinds(Manifest manifest)
    {
        var there = manifest.Resources.Select(static resource => $"{resource.Text("kind")} {resource.Text("metadata.name")}").ToList();
        var twice = there.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => $"{group.Key} is there twice");
        var missing = Always.Concat(manifest.Overlay is "cluster" ? Cluster : Single).SelectMany(static pair => pair.Value.Select(name => $"{pair.Key} {name}")).Except(there, StringComparer.Ordinal).Select(static name => $"{name} is missing");
        var astray = manifest.Resources.Where(static resource => resource.Text("kind") is not ("Namespace" or "PriorityClass") && resource.Text("metadata.namespace") != "carekpi").Select(static resource => $"{resource.Text("metadata.name")} is in no namespace of its own");
        var unlabelled = manifest.Resources.Where(static resource => resource.Map("metadata.labels").GetValueOrDefault("app.kubernetes.io/part-of") != "carekpi").Select(static resource => $"{resource.Text("metadata.name")} does not say what it is part of");
        return [.. twice, .. missing, .. astray, .. unlabelled];
    }

    public static IEnumerable<string> SelectorsMatch(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads.Where(static workload => workload.Serves))
        {
            if (!workload.Matches(workload.Resource.At("spec.selector")))
            {
                yield return $"{workload.Name} does not select its own pods";
            }

            foreach (var other in manifest.Workloads.Where(other => other.Name != workload.Name && other.Matches(workload.Resource.At("spec.selector"))))
            {
                yield return $"{workload.Name} selects pods of {other.Name}";
            }
        }

        foreach (var (resource, selector) in manifest.Resources.SelectMany(Selecting))
        {
            if (manifest.Workloads.Count(workload => workload.Matches(selector)) == 0)
            {
                yield return $"{resource.Text("kind")} {resource.Text("metadata.name")} selects nothing: {selector?.ToJsonString()}";
            }
        }

        foreach (var service in manifest.Kind("Service").Where(service => manifest.Workloads.Count(workload => workload.Matches(service.At("spec.selector"))) != 1))
        {
            yield return $"Service {service.Text("metadata.name")} has pods of more than one kind";
        }
    }

    private static IEnumerable<(JsonObject Resource, JsonNode? Selector)> Selecting(JsonObject resource) => resource.Text("kind") switch
    {
        "Service" => [(resource, resource.At("spec.selector"))],
        "PodDisruptionBudget" => [(resource, resource.At("spec.selector"))],
        // Pods of operators come and go; no manifest has them.
        "NetworkPolicy" when resource.Text("metadata.name") is not "carekpi-operator" => [(resource, resource.At("spec.podSelector"))],
        "Deployment" or "StatefulSet" =>
        [
            .. resource.List("spec.template.spec.topologySpreadConstraints").Select(constraint => (resource, constraint.At("labelSelector"))),
            .. resource.List("spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution").Select(term => (resource, term.At("podAffinityTerm.labelSelector"))),
        ],
        _ => [],
    };

    public static IEnumerable<string> Ports(Manifest manifest)
    {
        var expected = new Dictionary<string, (string Name, long Port)[]>(StringComparer.Ordinal)
        {
            ["node"] = [("http", NodeCode.Port), ("operator", NodeCode.OperatorPort), .. manifest.Overlay is "cluster" ? [("silo", (long)NodeCode.SiloPort)] : Array.Empty<(string, long)>()],
            ["gateway"] = [("http", GatewayCode.Port)],
            ["collector"] = [("otlp", 4317), ("metrics", 8889), ("health", 13133)],
            ["backup"] = [],
        };
        foreach (var workload in manifest.Workloads)
        {
            var there = workload.Ports.Select(static port => (port.Text("name"), port.Number("containerPort") ?? 0)).ToHashSet();
            if (!there.SetEquals(expected.GetValueOrDefault(workload.Component) ?? []))
            {
                yield return $"{workload.Name} opens {string.Join(", ", there)}";
            }
        }

        foreach (var service in manifest.Kind("Service"))
        {
            var open = manifest.Workloads.Where(workload => workload.Matches(service.At("spec.selector"))).SelectMany(static workload => workload.Ports).ToList();
            foreach (var port in service.List("spec.ports"))
            {
                if (!open.Exists(container => container.Text("name") == port.Text("targetPort") && container.Number("containerPort") == port.Number("port")))
                {
                    yield return $"Service {service.Text("metadata.name")} leads {port.Text("port")} to {port.Text("targetPort")}, which its pods do not have";
                }
            }
        }
    }

    public static IEnumerable<string> Addresses(Manifest manifest)
    {
        var (node, gateway) = (manifest.Config("carekpi-node").Map("data"), manifest.Config("carekpi-gateway").Map("data"));
        (string What, string? Address, int Port)[] listening = [("ASPNETCORE_URLS", node.GetValueOrDefault("ASPNETCORE_URLS"), NodeCode.Port), ("CareKpi__OperatorUrls", node.GetValueOrDefault("CareKpi__OperatorUrls"), NodeCode.OperatorPort)];
        foreach (var (what, address, port) in listening)
        {
            if (address != $"http://+:{port}")
            {
                yield return $"{what} is {address}";
            }
        }

        if (gateway.GetValueOrDefault("PORT") != $"{GatewayCode.Port}" || gateway.GetValueOrDefault("HOST") != "0.0.0.0")
        {
            yield return "the gateway does not listen where its service asks";
        }

        var backup = manifest.Workload("carekpi-backup").Container.List("env").Where(static env => env.Text("name") is "CAREKPI_OPERATOR_URL").Select(static env => env.Text("value"));
        foreach (var address in backup.Append(gateway.GetValueOrDefault("CAREKPI_NODE_URL")).Append(node.GetValueOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT")))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !manifest.Kind("Service").Any(service => service.Text("metadata.name") == url.Host && service.List("spec.ports").Any(port => port.Number("port") == url.Port)))
            {
                yield return $"{address} is the address of no service";
            }
        }
    }

    public static IEnumerable<string> References(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads)
        {
            var volumes = workload.Template.List("spec.volumes").Select(static volume => volume.Text("name")).Concat(workload.Resource.List("spec.volumeClaimTemplates").Select(static claim => claim.Text("metadata.name"))).ToHashSet(StringComparer.Ordinal);
            foreach (var mount in workload.Containers.SelectMany(static container => container.List("volumeMounts")).Where(mount => !volumes.Contains(mount.Text("name"))))
            {
                yield return $"{workload.Name} mounts {mount.Text("name")}, which it does not have";
            }

            (string Kind, IEnumerable<string> Names)[] named =
            [
                ("ConfigMap", workload.Template.List("spec.volumes").Select(static volume => volume.Text("configMap.name")).Concat(workload.Containers.SelectMany(static container => container.List("envFrom")).Select(static from => from.Text("configMapRef.name")))),
                ("PersistentVolumeClaim", workload.Template.List("spec.volumes").Select(static volume => volume.Text("persistentVolumeClaim.claimName"))),
                ("ServiceAccount", [workload.Template.Text("spec.serviceAccountName")]),
                ("PriorityClass", [workload.Template.Text("spec.priorityClassName")]),
                ("Service", [workload.Resource.Text("spec.serviceName")]),
            ];
            foreach (var (kind, names) in named)
            {
                foreach (var name in names.Where(name => name.Length > 0 && !manifest.Kind(kind).Any(resource => resource.Text("metadata.name") == name)))
                {
                    yield return $"{workload.Name} names {kind} {name}, which is not there";
                }
            }

            if (workload.Kind is "StatefulSet" && workload.Container.List("env").SingleOrDefault(static env => env.Text("name") is "CareKpi__DataDirectory").Text("value") is var data && !workload.Container.List("volumeMounts").Any(mount => mount.Text("name") is "data" && data.StartsWith(mount.Text("mountPath") + "/", StringComparison.Ordinal)))
            {
                yield return $"{workload.Name} keeps its data in {data}, where no volume is";
            }

            if (workload.Component is not "collector" && workload.Kind is not "CronJob" && !workload.Container.List("volumeMounts").Any(static mount => mount.Text("mountPath") == "/tmp"))
            {
                yield return $"{workload.Name} has nowhere to write for a moment";
            }
        }
    }
}
