using System.Globalization;
using System.Net;

namespace CareKpi.Silo.Hosting;

/// <summary>The <c>CareKpi__Cluster__*</c> of docs/cluster.md.</summary>
internal sealed record ClusterSettings
{
    public string ClusterId { get; init; } = "carekpi";

    public string ServiceId { get; init; } = "carekpi";

    public int SiloPort { get; init; } = 11_111;

    public int GatewayPort { get; init; } = 30_000;

    /// <summary>What other silos reach this one by; null: the host's own address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>How long a silo may take to answer another one; three that it does not answer in a row are its end.</summary>
    public int ProbeSeconds { get; init; } = 2;

    /// <summary>How long a call between silos may take.</summary>
    public int CallSeconds { get; init; } = 20;

    /// <summary>Calls that wait for grains at the same time; the next one is refused.</summary>
    public int MaxCalls { get; init; } = 2_000;

    public static ClusterSettings Read(IConfiguration configuration)
    {
        var built = new ClusterSettings();
        return new()
        {
            ClusterId = Text("ClusterId") ?? built.ClusterId,
            ServiceId = Text("ServiceId") ?? built.ServiceId,
            SiloPort = Number("SiloPort", 1, 65_535) ?? built.SiloPort,
            GatewayPort = Number("GatewayPort", 1, 65_535) ?? built.GatewayPort,
            Address = Text("Address") is { } address ? AddressOf(address) : null,
            ProbeSeconds = Number("ProbeSeconds", 1, 60) ?? built.ProbeSeconds,
            CallSeconds = Number("CallSeconds", 16, 120) ?? built.CallSeconds,
            MaxCalls = Number("MaxCalls", 1, 1_000_000) ?? built.MaxCalls,
        };

        string? Text(string name) => configuration[$"CareKpi:Cluster:{name}"] is { Length: > 0 } text ? text : null;

        int? Number(string name, int least, int most) => Text(name) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new InvalidOperationException(FormattableString.Invariant($"CareKpi__Cluster__{name} is '{text}': it is a number from {least} to {most}"));
    }

    private static IPAddress AddressOf(string text)
    {
        if (IPAddress.TryParse(text, out var given))
        {
            return given;
        }
        try
        {
            return Dns.GetHostAddresses(text).FirstOrDefault() ?? throw new InvalidOperationException($"CareKpi__Cluster__Address is '{text}', a name without an address");
        }
        catch (System.Net.Sockets.SocketException unknown)
        {
            throw new InvalidOperationException($"CareKpi__Cluster__Address is '{text}', which cannot be looked up: {unknown.Message}", unknown);
        }
    }
}
