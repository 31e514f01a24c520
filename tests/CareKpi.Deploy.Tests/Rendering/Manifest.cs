using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CareKpi.Deploy.Tests.Rendering;

/// <summary>What <c>kubectl kustomize</c> makes of an overlay.</summary>
internal sealed record Manifest(string Overlay, IReadOnlyList<JsonObject> Resources)
{
    private static readonly ConcurrentDictionary<string, string> Rendered = new(StringComparer.Ordinal);

    public IReadOnlyList<Workload> Workloads => [.. Resources.Select(Rendering.Workload.Of).OfType<Workload>()];

    /// <summary>A copy of its own each time: tests break it.</summary>
    public static Manifest Of(string overlay) => new(overlay, Yaml.Read(Text(overlay)).ToList());

    public static string Text(string overlay) => Rendered.GetOrAdd(overlay, static name => Kubectl.Kustomize($"k8s/{name}"));

    public IEnumerable<JsonObject> Kind(string kind) => Resources.Where(resource => resource.Text("kind") == kind);

    public JsonObject One(string kind, string name) => Kind(kind).Single(resource => resource.Text("metadata.name") == name);

    public Workload Workload(string name) => Workloads.Single(workload => workload.Name == name);

    /// <summary>A ConfigMap by its name without the hash of its content.</summary>
    public JsonObject Config(string name) => Kind("ConfigMap").Single(map => map.Text("metadata.name") == name || map.Text("metadata.name").StartsWith(name + "-", StringComparison.Ordinal) && map.Text("metadata.name").Length == name.Length + 11);
}

/// <summary>A resource that makes pods, and their template.</summary>
internal sealed record Workload(JsonObject Resource, JsonObject Template)
{
    public string Name => Resource.Text("metadata.name");

    public string Kind => Resource.Text("kind");

    public string Component => Labels.GetValueOrDefault("app.kubernetes.io/component", "");

    public IReadOnlyDictionary<string, string> Labels => Template.Map("metadata.labels");

    public IEnumerable<JsonNode> Containers => Template.List("spec.containers").Concat(Template.List("spec.initContainers"));

    public JsonNode Container => Template.At("spec.containers.0")!;

    public IEnumerable<JsonNode> Ports => Containers.SelectMany(static container => container.List("ports"));

    public bool Serves => Kind is "Deployment" or "StatefulSet";

    public static Workload? Of(JsonObject resource) => resource.Text("kind") switch
    {
        "Deployment" or "StatefulSet" or "DaemonSet" or "Job" => new(resource, resource.At("spec.template")!.AsObject()),
        "CronJob" => new(resource, resource.At("spec.jobTemplate.spec.template")!.AsObject()),
        _ => null,
    };

    public bool Matches(JsonNode? selector) => Selectors.Match(selector, Labels);
}

internal static class Kubectl
{
    private static readonly string? Path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(static folder => System.IO.Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);

    public static bool IsHere => Path is not null;

    /// <summary>Its output; anything on stderr, such as a word about what is deprecated, is a fault.</summary>
    public static string Kustomize(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Path ?? throw new InvalidOperationException("kubectl is not here: .ci/run installs it"), ["kustomize", folder])
        {
            WorkingDirectory = Code.Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var warned = said.GetAwaiter().GetResult();
        return process.ExitCode == 0 && warned.Length == 0 ? text : throw new InvalidOperationException($"kubectl kustomize {folder}: {warned}");
    }
}

/// <summary>A test of rendered manifests. Skipped without kubectl, but never in CI.</summary>
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Kubectl.IsHere || Environment.GetEnvironmentVariable("CI") is "true" ? null : "kubectl is not here";
}
