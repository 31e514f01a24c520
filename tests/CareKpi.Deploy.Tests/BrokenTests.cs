using System.Text.Json.Nodes;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests;

/// <summary>The checks notice: each of these takes a sound rendering, breaks one thing, and is found by the check that is named.</summary>
public sealed class BrokenTests
{
    private const string Pod = "spec.template";

    private static readonly (string Check, string Overlay, string What, Action<Manifest> Break)[] Breaks =
    [
        ("kinds", "cluster", "no budget", manifest => Remove(manifest, "PodDisruptionBudget", "carekpi-silo")),
        ("kinds", "small", "another namespace", manifest => manifest.One("Service", "carekpi-node")["metadata"]!["namespace"] = "default"),
        ("selectors", "small", "a service of other pods", manifest => manifest.One("Service", "carekpi-node")["spec"]!["selector"]!["app.kubernetes.io/component"] = "nodes"),
        ("selectors", "cluster", "a service of all pods", manifest => manifest.One("Service", "carekpi-node")["spec"]!["selector"]!.AsObject().Remove("app.kubernetes.io/component")),
        ("selectors", "cluster", "a budget of nothing", manifest => manifest.One("PodDisruptionBudget", "carekpi-silo").At("spec.selector.matchLabels")!["app.kubernetes.io/component"] = "silo"),
        ("selectors", "small", "pods that their set does not know", manifest => manifest.One("StatefulSet", "carekpi-server").At("spec.selector.matchLabels")!["app.kubernetes.io/component"] = "server"),
        ("ports", "small", "another container port", manifest => manifest.One("StatefulSet", "carekpi-server").At("spec.template.spec.containers.0.ports.0")!["containerPort"] = 8088),
        ("ports", "cluster", "no silo port", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.containers.0.ports")!.AsArray().RemoveAt(2)),
        ("ports", "small", "a service port that is not the container's", manifest => manifest.One("Service", "carekpi-gateway").At("spec.ports.0")!["port"] = 80),
        ("addresses", "small", "a node that listens for itself", manifest => manifest.Config("carekpi-node")["data"]!["ASPNETCORE_URLS"] = "http://127.0.0.1:8080"),
        ("addresses", "cluster", "a gateway that asks nobody", manifest => manifest.Config("carekpi-gateway")["data"]!["CAREKPI_NODE_URL"] = "http://node:8080"),
        ("addresses", "small", "no telemetry", manifest => manifest.Config("carekpi-node")["data"]!.AsObject().Remove("OTEL_EXPORTER_OTLP_ENDPOINT")),
        ("references", "small", "data beside the volume", manifest => Env(manifest, "StatefulSet", "carekpi-server")[1]!["value"] = "/var/data"),
        ("references", "cluster", "a claim that is not there", manifest => Remove(manifest, "PersistentVolumeClaim", "carekpi-backup")),
        ("references", "cluster", "nowhere to write", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.containers.0.volumeMounts")!.AsArray().RemoveAt(0)),
        ("probes", "cluster", "liveness by readiness", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.containers.0.livenessProbe.httpGet")!["path"] = "/healthz/ready"),
        ("probes", "small", "no readiness", manifest => manifest.One("StatefulSet", "carekpi-server").At("spec.template.spec.containers.0")!.AsObject().Remove("readinessProbe")),
        ("probes", "small", "an impatient start", manifest => manifest.One("StatefulSet", "carekpi-server").At("spec.template.spec.containers.0.startupProbe")!["failureThreshold"] = 6),
        ("shutdown", "cluster", "killed at 30 s", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec")!["terminationGracePeriodSeconds"] = 30),
        ("shutdown", "small", "no pause", manifest => manifest.One("Deployment", "carekpi-gateway").At("spec.template.spec.containers.0")!.AsObject().Remove("lifecycle")),
        ("resources", "small", "no memory limit", manifest => manifest.One("Deployment", "carekpi-gateway").At("spec.template.spec.containers.0.resources.limits")!.AsObject().Remove("memory")),
        ("resources", "cluster", "more asked than allowed", manifest => manifest.One("CronJob", "carekpi-backup").At("spec.jobTemplate.spec.template.spec.containers.0.resources.requests")!["cpu"] = "4"),
        ("resources", "cluster", "a volume without end", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.volumes.0.emptyDir")!.AsObject().Remove("sizeLimit")),
        ("availability", "cluster", "one away at a time", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.strategy.rollingUpdate")!["maxUnavailable"] = 1),
        ("availability", "cluster", "a scaler of another name", manifest => manifest.One("HorizontalPodAutoscaler", "carekpi-silo").At("spec.scaleTargetRef")!["name"] = "carekpi-node"),
        ("availability", "cluster", "a hasty scaler", manifest => manifest.One("HorizontalPodAutoscaler", "carekpi-gateway").At("spec.behavior.scaleDown")!["stabilizationWindowSeconds"] = 10),
        ("availability", "cluster", "fixed replicas", manifest => manifest.One("Deployment", "carekpi-gateway")["spec"]!["replicas"] = 3),
        ("availability", "small", "two writers", manifest => manifest.One("StatefulSet", "carekpi-server")["spec"]!["replicas"] = 2),
        ("tags", "small", "latest", manifest => manifest.One("StatefulSet", "carekpi-server").At("spec.template.spec.containers.0")!["image"] = "carekpi/server:latest"),
        ("tags", "cluster", "another version", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.containers.0")!["image"] = "carekpi/silo:0.0.9"),
        ("tags", "dev", "an image that is not built", manifest => manifest.One("Deployment", "carekpi-gateway").At("spec.template.spec.containers.0")!["image"] = "carekpi/gate:" + Code.Repository.Version),
        ("backups", "small", "an unknown command", manifest => manifest.One("CronJob", "carekpi-backup").At("spec.jobTemplate.spec.template.spec.containers.0.command")!.AsArray()[1] = "save"),
        ("backups", "small", "a folder that the node does not have", manifest => Env(manifest, "StatefulSet", "carekpi-server")[2]!["value"] = "/mnt"),
        ("backups", "cluster", "two at a time", manifest => manifest.One("CronJob", "carekpi-backup")["spec"]!["concurrencyPolicy"] = "Allow"),
        ("names", "cluster", "a setting that nothing reads", manifest => Env(manifest, "Deployment", "carekpi-silo").Add(new JsonObject { ["name"] = "CareKpi__Cluster__Port", ["value"] = "1" })),
        ("names", "small", "a setting of the cluster", manifest => Env(manifest, "StatefulSet", "carekpi-server").Add(new JsonObject { ["name"] = "CareKpi__Cluster__SiloPort", ["value"] = "11111" })),
        ("names", "small", "a misspelt setting of the gateway", manifest => manifest.Config("carekpi-gateway")["data"]!["CAREKPI_NODE"] = "x"),
        ("in the clear", "small", "a key", manifest => Env(manifest, "StatefulSet", "carekpi-server")[0] = new JsonObject { ["name"] = "CareKpi__OperatorKey", ["value"] = "abc" }),
        ("in the clear", "cluster", "a connection string", manifest => manifest.Config("carekpi-node")["data"]!["CareKpi__Postgres"] = "Host=db"),
        ("in the clear", "cluster", "a password within", manifest => manifest.Config("carekpi-node")["data"]!["CareKpi__Benchmarks"] = "Password=x"),
        ("in the clear", "small", "a secret that nobody makes", manifest => Env(manifest, "Deployment", "carekpi-gateway")[0]!["valueFrom"]!["secretKeyRef"]!["key"] = "id"),
        ("in the clear", "small", "no key at all", manifest => Env(manifest, "Deployment", "carekpi-gateway").Clear()),
        ("rights", "small", "root", manifest => manifest.One("StatefulSet", "carekpi-server").At("spec.template.spec.securityContext")!["runAsUser"] = 0),
        ("rights", "cluster", "a root filesystem to write", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.containers.0.securityContext")!["readOnlyRootFilesystem"] = false),
        ("rights", "cluster", "a capability", manifest => manifest.One("Deployment", "carekpi-silo").At("spec.template.spec.containers.0.securityContext.capabilities")!["add"] = new JsonArray("NET_ADMIN")),
        ("rights", "small", "a token", manifest => manifest.One("CronJob", "carekpi-backup").At("spec.jobTemplate.spec.template.spec")!["automountServiceAccountToken"] = true),
        ("rights", "small", "a namespace for all", manifest => manifest.One("Namespace", "carekpi")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "privileged"),
        ("flows", "small", "everything in", manifest => manifest.One("NetworkPolicy", "carekpi-node").At("spec.ingress")!.AsArray().Add(new JsonObject())),
        ("flows", "small", "no default", manifest => Remove(manifest, "NetworkPolicy", "carekpi-nothing")),
        ("flows", "cluster", "silos apart", manifest => Remove(manifest, "NetworkPolicy", "carekpi-silo")),
        ("flows", "cluster", "the operator port for the ingress", manifest => manifest.One("NetworkPolicy", "carekpi-node").At("spec.ingress.0.ports.0")!["port"] = 8081),
        ("flows", "cluster", "the machine's metadata", manifest => manifest.One("NetworkPolicy", "carekpi-node").At("spec.egress.0.to.0.ipBlock")!.AsObject().Remove("except")),
        ("ingress", "small", "the operator port", manifest => manifest.One("Ingress", "carekpi").At("spec.rules.0.http.paths.0.backend")!["service"] = new JsonObject { ["name"] = "carekpi-operator", ["port"] = new JsonObject { ["name"] = "operator" } }),
        ("ingress", "small", "a service past it", manifest => manifest.One("Service", "carekpi-operator")["spec"]!["type"] = "LoadBalancer"),
        ("ingress", "cluster", "no TLS", manifest => manifest.One("Ingress", "carekpi")["spec"]!.AsObject().Remove("tls")),
    ];

    public static TheoryData<int, string> All()
    {
        var all = new TheoryData<int, string>();
        for (var i = 0; i < Breaks.Length; i++)
        {
            all.Add(i, $"{Breaks[i].Check}: {Breaks[i].What} ({Breaks[i].Overlay})");
        }

        return all;
    }

    [KubectlTheory]
    [MemberData(nameof(All))]
    public void IsFound(int number, string what)
    {
        var (check, overlay, _, breakIt) = Breaks[number];
        var manifest = Manifest.Of(overlay);
        breakIt(manifest);
        Assert.False(!OverlayTests.Checks[check](manifest).Any(), what);
    }

    [Fact]
    public void EveryCheckIsTried() => Assert.Empty(OverlayTests.Checks.Keys.Except(Breaks.Select(static broken => broken.Check)));

    private static JsonArray Env(Manifest manifest, string kind, string name) => manifest.One(kind, name).At(Pod + ".spec.containers.0.env")!.AsArray();

    private static void Remove(Manifest manifest, string kind, string name) => ((List<JsonObject>)manifest.Resources).Remove(manifest.One(kind, name));
}
