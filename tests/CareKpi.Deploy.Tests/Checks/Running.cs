using System.Globalization;
using System.Text.Json.Nodes;
using CareKpi.Api.Hosting;
using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests.Checks;

/// <summary>How pods start, stop, are looked after and scaled.</summary>
internal static class Running
{
    /// <summary>The path that asks neither a store nor a grain; <see cref="LivenessTests"/> holds that.</summary>
    public const string Live = "/healthz/live";
    public const string Ready = "/healthz/ready";

    /// <summary>For letting grains go after the last request.</summary>
    private static readonly TimeSpan Checkpoints = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Replay = TimeSpan.FromMinutes(5);

    public static IEnumerable<string> Probes(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads.Where(static workload => workload.Serves))
        {
            var (live, ready) = workload.Component is "collector" ? ("/", "/") : (Live, Ready);
            var port = workload.Component is "collector" ? "health" : "http";
            (string Probe, string Path)[] probes = [("livenessProbe", live), ("readinessProbe", ready), .. workload.Component is "collector" ? [] : new[] { ("startupProbe", live) }];
            foreach (var (probe, path) in probes)
            {
                if (workload.Container.Text(probe + ".httpGet.path") != path || workload.Container.Text(probe + ".httpGet.port") != port)
                {
                    yield return $"{workload.Name}: {probe} asks {workload.Container.At(probe)?.ToJsonString() ?? "nothing"}";
                }
            }

            if (workload.Component is "node" && TimeSpan.FromSeconds((workload.Container.Number("startupProbe.periodSeconds") ?? 10) * (workload.Container.Number("startupProbe.failureThreshold") ?? 3)) < Replay)
            {
                yield return $"{workload.Name} is killed while it replays its log";
            }

            if ((workload.Container.Number("livenessProbe.periodSeconds") ?? 10) * (workload.Container.Number("livenessProbe.failureThreshold") ?? 3) < 30)
            {
                yield return $"{workload.Name} is killed for a short pause";
            }
        }
    }

    public static IEnumerable<string> Shutdown(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads.Where(static workload => workload.Component is "node" or "gateway"))
        {
            var drain = workload.Component is "node" ? NodeSettings.Drain + Checkpoints : GatewayCode.Drain;
            if (workload.Container.Number("lifecycle.preStop.sleep.seconds") is not { } pause || pause < 3)
            {
                yield return $"{workload.Name} stops before others know of it";
            }
            else if (TimeSpan.FromSeconds(workload.Template.Number("spec.terminationGracePeriodSeconds") ?? 30) < TimeSpan.FromSeconds(pause) + drain)
            {
                yield return $"{workload.Name} is killed before it has drained";
            }
        }
    }

    public static IEnumerable<string> Resources(Manifest manifest)
    {
        foreach (var (workload, container) in manifest.Workloads.SelectMany(static workload => workload.Containers.Select(container => (workload, container))))
        {
            foreach (var resource in new[] { "cpu", "memory" })
            {
                var (request, limit) = (Quantity(container.Text($"resources.requests.{resource}")), Quantity(container.Text($"resources.limits.{resource}")));
                if (request is null || limit is null || request > limit)
                {
                    yield return $"{workload.Name}: {resource} is {container.At("resources")?.ToJsonString() ?? "without bounds"}";
                }
            }
        }

        foreach (var volume in manifest.Workloads.SelectMany(static workload => workload.Template.List("spec.volumes")).Where(static volume => volume.At("emptyDir") is not null && Quantity(volume.Text("emptyDir.sizeLimit")) is null))
        {
            yield return $"volume {volume.Text("name")} has no bound";
        }
    }

    public static IEnumerable<string> Availability(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads.Where(static workload => workload.Kind is "Deployment"))
        {
            if (workload.Resource.Number("spec.strategy.rollingUpdate.maxUnavailable") != 0 || workload.Resource.Number("spec.strategy.rollingUpdate.maxSurge") is not > 0)
            {
                yield return $"{workload.Name} has fewer pods while it is updated";
            }
        }

        foreach (var scaler in manifest.Kind("HorizontalPodAutoscaler"))
        {
            var name = scaler.Text("spec.scaleTargetRef.name");
            if (manifest.Kind(scaler.Text("spec.scaleTargetRef.kind")).SingleOrDefault(target => target.Text("metadata.name") == name) is not { } target)
            {
                yield return $"HorizontalPodAutoscaler {scaler.Text("metadata.name")} scales {name}, which is not there";
                continue;
            }

            if (target.At("spec.replicas") is not null)
            {
                yield return $"{name} is set back to its replicas with each apply";
            }

            if (!(scaler.Number("spec.minReplicas") >= 2) || !(scaler.Number("spec.maxReplicas") > scaler.Number("spec.minReplicas")) || !(scaler.Number("spec.behavior.scaleDown.stabilizationWindowSeconds") >= 300))
            {
                yield return $"{name} is scaled hastily or to less than two";
            }

            var workload = manifest.Workload(name);
            if (!manifest.Kind("PodDisruptionBudget").Any(budget => workload.Matches(budget.At("spec.selector"))))
            {
                yield return $"{name} has no PodDisruptionBudget";
            }

            if (!workload.Template.List("spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution").Any() || !workload.Template.List("spec.topologySpreadConstraints").Any())
            {
                yield return $"all pods of {name} may be on one machine";
            }
        }

        foreach (var budget in manifest.Kind("PodDisruptionBudget").Where(static budget => budget.Number("spec.maxUnavailable") is not 1))
        {
            yield return $"PodDisruptionBudget {budget.Text("metadata.name")} lets go more than one, or none";
        }

        foreach (var set in manifest.Kind("StatefulSet").Where(static set => set.Number("spec.replicas") != 1 || set.Text("spec.persistentVolumeClaimRetentionPolicy.whenDeleted") is not ("" or "Retain")))
        {
            yield return $"{set.Text("metadata.name")}: SQLite has one writer, and its volume stays";
        }
    }

    public static IEnumerable<string> Tags(Manifest manifest)
    {
        foreach (var image in manifest.Workloads.SelectMany(static workload => workload.Containers).Select(static container => container.Text("image")))
        {
            if (Images.Wrong(image) is { } wrong)
            {
                yield return wrong;
            }
        }
    }

    public static IEnumerable<string> Backups(Manifest manifest)
    {
        foreach (var job in manifest.Kind("CronJob"))
        {
            var container = manifest.Workload(job.Text("metadata.name")).Container;
            if (job.Text("spec.concurrencyPolicy") is not "Forbid" || job.Number("spec.jobTemplate.spec.activeDeadlineSeconds") is null)
            {
                yield return "backups may run into one another";
            }

            if (container.Text("command.0") == "/app/carekpi" && container.Text("command.1") is var command && !CommandLineCode.Commands.Contains(command))
            {
                yield return $"carekpi knows no command {command}";
            }

            if (manifest.Workloads.SingleOrDefault(static workload => workload.Name is "carekpi-server") is not { } server)
            {
                continue;
            }

            var folder = server.Container.List("env").SingleOrDefault(static env => env.Text("name") is "CareKpi__BackupDirectory").Text("value");
            if (!server.Container.List("volumeMounts").Any(mount => mount.Text("mountPath") == folder && mount.Text("name") != "data"))
            {
                yield return $"the node's backups go to {folder}, where no volume of their own is";
            }
        }
    }

    internal static decimal? Quantity(string text)
    {
        (string Suffix, decimal Times)[] units = [("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("m", 0.001m), ("", 1)];
        var (suffix, times) = Array.Find(units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * times : null;
    }
}

internal static class Images
{
    /// <summary>What is wrong with the tag of an image; null: nothing.</summary>
    public static string? Wrong(string image)
    {
        var colon = image.LastIndexOf(':');
        var (name, tag) = colon < 0 ? (image, "") : (image[..colon], image[(colon + 1)..]);
        return tag is "" or "latest" ? $"{image} is another one tomorrow"
            : name.StartsWith("carekpi/", StringComparison.Ordinal) ? name is not ("carekpi/server" or "carekpi/silo" or "carekpi/gateway") ? $"{image} is not built" : tag == Repository.Version ? null : $"{image} is not of version {Repository.Version}"
            : name.StartsWith("docker.io/", StringComparison.Ordinal) ? null : $"{image} does not say which registry it is from";
    }
}
