using System.Net;
using System.Net.Sockets;

namespace CareKpi.Bench.Http;

internal static class Ports
{
    /// <summary>Two of 127.0.0.1 that nobody listens on.</summary>
    public static (int First, int Second) Free()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
