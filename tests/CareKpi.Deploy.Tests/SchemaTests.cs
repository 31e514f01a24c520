using CareKpi.Deploy.Tests.Rendering;
using k8s;

namespace CareKpi.Deploy.Tests;

/// <summary>Every field of a manifest is one that Kubernetes knows: its API would only leave a misspelt one out.</summary>
public sealed class SchemaTests
{
    [KubectlTheory]
    [InlineData("small")]
    [InlineData("cluster")]
    [InlineData("dev")]
    public void FieldsAreKubernetesOwn(string overlay)
    {
        var text = Manifest.Text(overlay);
        Assert.Equal(Manifest.Of(overlay).Resources.Count, Read(text).Count);
        Assert.ThrowsAny<Exception>(() => Read(text.Replace("terminationGracePeriodSeconds:", "terminationGraceSeconds:", StringComparison.Ordinal)));
    }

    private static List<object> Read(string text) => KubernetesYaml.LoadAllFromString(text, null, strict: true);
}
