namespace CareKpi.EndToEnd.Suites;

/// <summary>One server for all suites, each with tenants of its own: starting a process costs more than what most tests do. Those that kill or stop it start it again.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private Task<Undisturbed>? undisturbed;

    internal ServerProcess Server { get; } = new();

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>The real calls, imported once by the command line: what every other way of sending them must come to.</summary>
    internal Task<Undisturbed> UndisturbedAsync() => undisturbed ??= ImportAsync();

    private async Task<Undisturbed> ImportAsync()
    {
        var tenant = await Server.TenantAsync("undisturbed", Calls.Settings);
        var import = await Undisturbed.ImportAsync(Server, tenant);
        return new(tenant, import, await tenant.DigestAsync(), await tenant.FiguresAsync(Calls.From, Calls.To));
    }
}

internal sealed record Undisturbed(Tenant Tenant, JsonObject Import, Digest Digest, string Figures)
{
    public static Task<JsonObject> ImportAsync(ServerProcess server, Tenant tenant) => CommandLine.RunAsync(server.Url, tenant.Key, "import", "--mapping", "call-center", Calls.Path);

    /// <summary>Another tenant came to the same.</summary>
    public async Task IsSameAsync(Tenant other)
    {
        Assert.Equal(Digest, await other.DigestAsync());
        Assert.Equal(Figures, await other.FiguresAsync(Calls.From, Calls.To));
    }
}

[CollectionDefinition("server")]
public sealed class ServerCollection : ICollectionFixture<SharedServer>;
