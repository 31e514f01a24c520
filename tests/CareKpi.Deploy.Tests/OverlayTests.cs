using CareKpi.Deploy.Tests.Checks;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests;

/// <summary>Every overlay passes every check.</summary>
public sealed class OverlayTests
{
    internal static readonly IReadOnlyDictionary<string, Func<Manifest, IEnumerable<string>>> Checks = new Dictionary<string, Func<Manifest, IEnumerable<string>>>(StringComparer.Ordinal)
    {
        ["kinds"] = Wiring.Kinds,
        ["selectors"] = Wiring.SelectorsMatch,
        ["ports"] = Wiring.Ports,
        ["addresses"] = Wiring.Addresses,
        ["references"] = Wiring.References,
        ["probes"] = Running.Probes,
        ["shutdown"] = Running.Shutdown,
        ["resources"] = Running.Resources,
        ["availability"] = Running.Availability,
        ["tags"] = Running.Tags,
        ["backups"] = Running.Backups,
        ["names"] = Secrecy.Names,
        ["in the clear"] = Secrecy.InTheClear,
        ["rights"] = Secrecy.Rights,
        ["flows"] = Network.Flows,
        ["ingress"] = Network.Ingress,
    };

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var overlay in new[] { "small", "cluster", "dev" })
        {
            foreach (var check in Checks.Keys)
            {
                all.Add(overlay, check);
            }
        }

        return all;
    }

    [KubectlTheory]
    [MemberData(nameof(All))]
    public void Holds(string overlay, string check) => Assert.Empty(Checks[check](Manifest.Of(overlay)));
}
