using System.Net;
using System.Net.Sockets;

namespace CareKpi.EndToEnd.Running;

/// <summary>The built gateway in front of a server.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);
    private readonly string directory = Directory.CreateTempSubdirectory("carekpi-gateway-").FullName;
    private readonly Program program;

    private GatewayProcess(Uri node, int port)
    {
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        program = new Program("node", [Checkout.Gateway], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["CAREKPI_PUBLIC_URL"] = Url.GetLeftPart(UriPartial.Authority),
            ["CAREKPI_NODE_URL"] = node.ToString(),
            ["CAREKPI_GATEWAY_DATA"] = directory,
        });
    }

    /// <summary>It is there only after <c>npm run build</c>.</summary>
    public static bool IsBuilt => File.Exists(Checkout.Gateway);

    public Uri Url { get; }

    /// <summary>Of the gateway's own pages, whose requests may carry the session cookie.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    public string Output => program.Output;

    public static async Task<GatewayProcess> StartedAsync(Uri node)
    {
        var gateway = new GatewayProcess(node, FreePort());
        var anonymous = new Http(() => gateway.Url, "none");
        await Until.TrueAsync("the gateway answers", StartsWithin, async () =>
        {
            Assert.False(gateway.program.HasExited, gateway.program.Output);
            return await anonymous.StatusAsync("/graphql") != 0;
        });
        return gateway;
    }

    /// <summary>The data of a query's answer; errors fail.</summary>
    public async Task<JsonObject> QueryAsync(string key, string query)
    {
        var answer = await new Http(() => Url, key).SendAsync(HttpMethod.Post, "/graphql", new JsonObject { ["query"] = query }.ToJsonString());
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!.AsObject();
    }

    /// <summary>It was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
