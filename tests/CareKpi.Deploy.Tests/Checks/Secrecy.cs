using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests.Checks;

/// <summary>Names that the code reads, secrets by reference, and no right that is not needed.</summary>
internal static partial class Secrecy
{
    /// <summary>Every secret that an installation has; docs/kubernetes.md makes them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Secrets = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["carekpi"] = ["operator-key", "id-key"],
        ["carekpi-postgres"] = ["connection-string"],
        ["carekpi-backup"] = ["host", "port", "sslmode", "password"],
    };

    private static readonly string[] Postgres = ["PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGSSLMODE"];

    public static IEnumerable<string> Names(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads)
        {
            foreach (var container in workload.Containers)
            {
                var image = container.Text("image").Split(':')[0];
                var names = container.List("env").Select(static env => env.Text("name")).Concat(container.List("envFrom").SelectMany(from => From(manifest, from))).ToList();
                foreach (var name in names.Where(name => !Known(image, workload.Component, name)))
                {
                    yield return $"{workload.Name}: nothing reads {name}";
                }

                foreach (var name in names.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key))
                {
                    yield return $"{workload.Name}: {name} is set twice";
                }
            }
        }
    }

    internal static bool Known(string image, string component, string name) => (image, component) switch
    {
        ("carekpi/server", "backup") => CommandLineCode.Settings.Contains(name) || name is "DOTNET_EnableDiagnostics",
        ("carekpi/server", _) => NodeCode.Reads(name) && !NodeCode.Cluster.Contains(name),
        ("carekpi/silo", _) => NodeCode.Reads(name),
        ("carekpi/gateway", _) => GatewayCode.Settings.Contains(name),
        ("docker.io/library/postgres", "backup") => Postgres.Contains(name),
        _ => false,
    };

    private static IEnumerable<string> From(Manifest manifest, JsonNode from) =>
        from.At("configMapRef") is not null ? manifest.One("ConfigMap", from.Text("configMapRef.name")).Map("data").Keys : ["everything of a secret"];

    public static IEnumerable<string> InTheClear(Manifest manifest)
    {
        foreach (var secret in manifest.Kind("Secret"))
        {
            yield return $"secret {secret.Text("metadata.name")} is in the manifests";
        }

        foreach (var (map, pair) in manifest.Kind("ConfigMap").SelectMany(static map => map.Map("data").Select(pair => (map, pair))).Where(static found => LooksSecret(found.pair.Key, found.pair.Value)))
        {
            yield return $"{map.Text("metadata.name")} has {pair.Key} in the clear";
        }

        foreach (var (workload, env) in manifest.Workloads.SelectMany(static workload => workload.Containers.SelectMany(static container => container.List("env")).Select(env => (workload, env))))
        {
            if (LooksSecret(env.Text("name"), env.Text("value")) && env.At("value") is not null)
            {
                yield return $"{workload.Name} has {env.Text("name")} in the clear";
            }

            if (env.At("valueFrom.secretKeyRef") is { } reference && Secrets.GetValueOrDefault(reference.Text("name"))?.Contains(reference.Text("key")) is not true)
            {
                yield return $"{workload.Name} asks for {reference.ToJsonString()}, which no guide makes";
            }
        }

        foreach (var (container, name) in manifest.Workloads.SelectMany(static workload => workload.Containers).SelectMany(static container => Needed(container.Text("image"), container.List("command").Any()).Select(name => (container, name))))
        {
            if (container.List("env").SingleOrDefault(env => env.Text("name") == name).At("valueFrom.secretKeyRef.name") is null)
            {
                yield return $"{container.Text("image")} does not get {name} from a secret";
            }
        }
    }

    private static string[] Needed(string image, bool hasCommand) => (image.Split(':')[0], hasCommand) switch
    {
        ("carekpi/server", false) => ["CareKpi__OperatorKey"],
        ("carekpi/server", true) => ["CAREKPI_OPERATOR_KEY"],
        ("carekpi/silo", _) => ["CareKpi__OperatorKey", "CareKpi__Postgres"],
        ("carekpi/gateway", _) => ["CAREKPI_ID_KEY"],
        ("docker.io/library/postgres", _) => ["PGPASSWORD", "PGHOST"],
        _ => [],
    };

    internal static bool LooksSecret(string name, string value) => SecretName().IsMatch(name) || value.Contains("Password=", StringComparison.OrdinalIgnoreCase) || Issued().IsMatch(value);

    public static IEnumerable<string> Rights(Manifest manifest)
    {
        foreach (var right in manifest.Resources.Where(static resource => resource.Text("kind") is "Role" or "RoleBinding" or "ClusterRole" or "ClusterRoleBinding"))
        {
            yield return $"{right.Text("kind")} {right.Text("metadata.name")} gives a right that nothing needs";
        }

        foreach (var account in manifest.Kind("ServiceAccount").Where(static account => !account.Is("automountServiceAccountToken", false)))
        {
            yield return $"ServiceAccount {account.Text("metadata.name")} hands out its token";
        }

        if (manifest.One("Namespace", "carekpi").Map("metadata.labels").GetValueOrDefault("pod-security.kubernetes.io/enforce") != "restricted")
        {
            yield return "the namespace lets any pod in";
        }

        foreach (var workload in manifest.Workloads)
        {
            var pod = workload.Template;
            if (!pod.Is("spec.automountServiceAccountToken", false) || !pod.Is("spec.securityContext.runAsNonRoot", true) || pod.Number("spec.securityContext.runAsUser") is not > 0
                || pod.Text("spec.securityContext.seccompProfile.type") != "RuntimeDefault" || new[] { "hostNetwork", "hostPID", "hostIPC" }.Any(host => pod.At("spec." + host) is not null))
            {
                yield return $"{workload.Name}: the pod may more than it needs";
            }

            if (workload.Component is "node" or "gateway" && pod.Number("spec.securityContext.runAsUser") != DockerfileTests.User)
            {
                yield return $"{workload.Name} runs as another user than its image";
            }

            if (pod.List("spec.volumes").Any(static volume => volume.At("hostPath") is not null))
            {
                yield return $"{workload.Name} reads the machine's files";
            }

            foreach (var container in workload.Containers)
            {
                if (!container.Is("securityContext.allowPrivilegeEscalation", false) || !container.Is("securityContext.readOnlyRootFilesystem", true) || container.Text("securityContext.capabilities.drop.0") != "ALL"
                    || container.At("securityContext.capabilities.add") is not null || container.At("securityContext.privileged") is not null)
                {
                    yield return $"{workload.Name}: container {container.Text("name")} may more than it needs";
                }
            }
        }
    }

    [GeneratedRegex("password|secret|token|postgres$|(?<!public)key$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\bc[ksi]_[0-9A-Za-z]{20}", RegexOptions.None, 1000)]
    private static partial Regex Issued();
}
