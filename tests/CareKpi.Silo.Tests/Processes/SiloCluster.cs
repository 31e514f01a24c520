using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Testing.Postgres;

namespace CareKpi.Silo.Tests.Processes;

/// <summary>PostgreSQL and silos, each a process.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly string operatorKey = RandomNumberGenerator.GetHexString(48, lowercase: true);
    private readonly List<SiloProcess> silos = [];

    private SiloCluster(string database) => Database = database;

    public string Database { get; }

    public IReadOnlyList<SiloProcess> Silos => silos;

    /// <summary>On a server of the test's own, or on the one of all.</summary>
    public static async Task<SiloCluster> StartAsync(int silos, PostgresServer? server = null)
    {
        var cluster = new SiloCluster(await (server ?? await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        for (var i = 0; i < silos; i++)
        {
            await cluster.AddAsync();
        }
        return cluster;
    }

    /// <summary>Under another name it knows nothing of the others: two clusters on one database.</summary>
    public async Task<SiloProcess> AddAsync(string cluster = "carekpi")
    {
        var silo = new SiloProcess(Database, operatorKey, cluster);
        silos.Add(silo);
        await silo.StartAsync();
        return silo;
    }

    public async Task<Load> LoadAsync(string tenant, IReadOnlyList<SiloProcess>? on = null, TimeSpan? eachTry = null)
    {
        var by = (on ?? silos)[0];
        await OperatorAsync(by, HttpMethod.Put, $"/v1/admin/tenants/{tenant}", $$"""{"name":"{{tenant}}","timeZone":"UTC","currency":"EUR"}""");
        var key = (await OperatorAsync(by, HttpMethod.Post, $"/v1/admin/tenants/{tenant}/keys", """{"name":"test","scopes":["ingest","read","manage"]}"""))["key"]!.GetValue<string>();
        // More than any test asks for.
        await OperatorAsync(by, HttpMethod.Put, $"/v1/admin/tenants/{tenant}/limits", """{"requestsPerSecond":10000,"requestsPerSecondPerKey":10000}""");
        Caller Client() => new(on ?? silos, key) { EachTry = eachTry ?? Caller.Patience };
        return new Load(tenant, Client(), Client());
    }

    private async Task<JsonObject> OperatorAsync(SiloProcess silo, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, new Uri(silo.OperatorUrl, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorKey);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }
}
