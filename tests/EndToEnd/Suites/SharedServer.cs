namespace CareKpi.EndToEnd.Suites;

/// <summary>A server with the real calls, imported once by the command line: what every other way of sending them must come to.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    internal ServerProcess Server { get; private set; } = null!;

    internal Tenant Tenant { get; private set; } = null!;

    internal JsonObject Import { get; private set; } = null!;

    internal Digest Digest { get; private set; } = null!;

    internal string Figures { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // Where the data is absent the tests are skipped, or fail by themselves.
        if (RealDataFactAttribute.Find(Calls.File) is null)
        {
            return;
        }

        Server = await ServerProcess.StartedAsync();
        Tenant = await Server.TenantAsync("undisturbed", Calls.Settings);
        Import = await ImportAsync();
        Digest = await Tenant.DigestAsync();
        Figures = await Tenant.FiguresAsync(Calls.From, Calls.To);
    }

    internal Task<JsonObject> ImportAsync() => CommandLine.RunAsync(Server.Url, Tenant.Key, "import", "--mapping", "call-center", Calls.Path);

    public async Task DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}

[CollectionDefinition("calls")]
public sealed class CallsCollection : ICollectionFixture<UndisturbedRun>;
