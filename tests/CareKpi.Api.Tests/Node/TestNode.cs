using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Admin;
using CareKpi.Api.Daily;
using CareKpi.Api.Hosting;
using CareKpi.Api.Mail;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Files;
using CareKpi.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Tests.Node;

/// <summary>The API over real Kestrel on both ports and real stores, with <see cref="FakeGrains"/> behind it and a tenant <c>demo</c>.</summary>
public class TestNode : IAsyncLifetime
{
    public const string Operator = "operator-key-of-the-tests";
    private readonly string directory;
    private readonly bool isSister;
    private DataDirectory data = null!;
    private WebApplication app = null!;

    public TestNode() => directory = Directory.CreateTempSubdirectory("carekpi-api-").FullName;

    /// <summary>Beside another one.</summary>
    protected TestNode(TestNode other)
    {
        (directory, isSister, data, Stores) = (other.directory, true, other.data, other.Stores);
        (Grains, Clock, Log, TrustedProxies, InsecureIssuers) = (other.Grains, other.Clock, other.Log, other.TrustedProxies, other.InsecureIssuers);
    }

    internal DataDirectory Data => data;

    internal NodeStores Stores { get; private set; } = null!;

    internal IStateStore NodeStore => Stores.Node;

    internal INamedLocks Locks => Stores.Locks;

    internal string Imports => Path.Combine(directory, "imports");

    internal FakeGrains Grains { get; } = new();

    internal IReadOnlyList<string> TrustedProxies { get; set; } = [];

    internal IReadOnlyList<string> InsecureIssuers { get; set; } = [];

    internal SmtpOptions? Smtp { get; set; }

    internal IEnumerable<RouteEndpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Completed when a caller has hung up on a request.</summary>
    internal TaskCompletionSource HungUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TestClock Clock { get; } = new();

    internal IServiceProvider Services => app.Services;

    public ConcurrentQueue<string> Log { get; } = new();

    public HttpClient Public { get; private set; } = null!;

    public HttpClient Operators { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Stores = await OpenAsync();
        await StartAsync();
        if (isSister)
        {
            return;
        }

        using var made = await SendAsync(Operators, HttpMethod.Put, "/v1/admin/tenants/demo", Operator, Json("""{"name":"Demo","timeZone":"Asia/Hong_Kong","currency":"HKD"}"""));
        made.EnsureSuccessStatusCode();
    }

    /// <summary>Another node on the same stores, with the same clock.</summary>
    internal async Task<TestNode> SisterAsync()
    {
        var sister = new TestNode(this);
        await sister.StartAsync();
        return sister;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await CloseAsync();
        if (!isSister)
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Stops for good; gives every file that is left, by name.</summary>
    internal async Task<IReadOnlyDictionary<string, byte[]>> LeaveAsync()
    {
        await StopAsync();
        await data.DisposeAsync();
        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(static file => Path.GetFileName(file), File.ReadAllBytes);
        Directory.Delete(directory, recursive: true);
        return files;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new QueueLogs(Log));
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForCareKpi("http://127.0.0.1:0", "http://127.0.0.1:0"));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Stores.Log);
        builder.Services.AddSingleton(Stores.State);
        AddEngine(builder.Services);
        if (Stores.Daily is { } daily)
        {
            builder.Services.AddCareKpiDaily(daily);
        }

        builder.Services.AddCareKpiApi(new() { NodeStore = Stores.Node, Locks = Stores.Locks, Spool = Stores.Spool, TrustedProxies = TrustedProxies, InsecureIssuers = InsecureIssuers, Smtp = Smtp }, OperatorKeys.Load(Operator, null));
        app = builder.Build();
        app.Use(async (context, next) =>
        {
            await using var told = context.RequestAborted.Register(() => HungUp.TrySetResult());
            await next(context);
        });
        app.UseCareKpiApi();
        await app.StartAsync(CancellationToken.None);
        string[] addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        Public = new() { BaseAddress = new(addresses[0]) };
        Operators = new() { BaseAddress = new(addresses[1]) };
    }

    public async Task StopAsync()
    {
        Public.Dispose();
        Operators.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await StopEngineAsync();
    }

    private protected virtual Task<NodeStores> OpenAsync()
    {
        data = DataDirectory.Open(directory);
        return Task.FromResult(new NodeStores(data.Log, data.State, data.Node, new ProcessLocks(), new FileSpool(Imports)));
    }

    private protected virtual ValueTask CloseAsync() => isSister ? default : data.DisposeAsync();

    protected virtual void AddEngine(IServiceCollection services) => services.AddSingleton<IGrains>(Grains).AddSingleton<ITenantRemover>(Grains);

    protected virtual Task StopEngineAsync() => Task.CompletedTask;

    public async Task<string> KeyAsync(params string[] scopes) => (await IssueAsync(new { name = "test", scopes }))["key"]!.GetValue<string>();

    public async Task<JsonObject> IssueAsync(object body, string tenant = "demo")
    {
        using var answer = await SendAsync(Operators, HttpMethod.Post, $"/v1/admin/tenants/{tenant}/keys", Operator, JsonContent.Create(body));
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync(answer);
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string? key, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? key) => SendAsync(Public, HttpMethod.Get, path, key);

    /// <summary>What is there. A node that a busy machine keeps waiting says so (503), and is asked again as any client would.</summary>
    public async Task<JsonObject> AnswerAsync(string path, string? key)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await GetAsync(path, key);
            if (answer.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable || tries == 20)
            {
                Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
                return await ReadAsync(answer);
            }
        }
    }

    public Task<HttpResponseMessage> PostAsync(string path, string? key, HttpContent content) => SendAsync(Public, HttpMethod.Post, path, key, content);

    public static HttpContent Json(string text) => Body(text, "application/json");

    public static HttpContent Body(string text, string type, string? encoding = null) => Body(Encoding.UTF8.GetBytes(text), type, encoding);

    public static HttpContent Body(byte[] bytes, string type, string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    /// <summary>The answer is a problem of this status and code, and of nothing else.</summary>
    public static async Task<JsonObject> IsProblemAsync(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await ReadAsync(response);
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
        return problem;
    }

    private sealed class QueueLogs(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
