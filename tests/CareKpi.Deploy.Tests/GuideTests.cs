using CareKpi.Deploy.Tests.Checks;
using CareKpi.Deploy.Tests.Code;

namespace CareKpi.Deploy.Tests;

/// <summary>What docs/kubernetes.md tells to do fits what is there.</summary>
public sealed class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/kubernetes.md");

    [Fact]
    public void EverySecretIsMade() => Assert.All(Secrecy.Secrets, static secret =>
    {
        Assert.Contains($"secret generic {secret.Key} ", Guide, StringComparison.Ordinal);
        Assert.All(secret.Value, static key => Assert.Contains($"={key}=", Guide, StringComparison.Ordinal));
    });

    [Fact]
    public void VariablesOfComposeAreMade()
    {
        foreach (var name in new[] { "CAREKPI_OPERATOR_KEY", "CAREKPI_ID_KEY", "POSTGRES_PASSWORD", "CAREKPI_OWNER_PASSWORD", "CAREKPI_BACKUP_PASSWORD", "GRAFANA_PASSWORD" })
        {
            Assert.Contains($"${{{name}:", Repository.Read("deploy/compose.yaml"), StringComparison.Ordinal);
            Assert.Contains(name + "=", Guide, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LabelsThatOpenTheNetworkAreTold()
    {
        foreach (var label in new[] { "carekpi.io/ingress=true", "carekpi.io/monitoring=true", "carekpi.io/operator=true" })
        {
            Assert.Contains(label, Guide, StringComparison.Ordinal);
        }
    }
}
