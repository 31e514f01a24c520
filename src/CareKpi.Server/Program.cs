using CareKpi.Api;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Server;
using CareKpi.Storage.Sqlite;

try
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = ServerSettings.Read(builder.Configuration);
    var smtp = ServerSettings.Smtp(builder.Configuration);
    var operators = OperatorKeys.Load(settings.OperatorKey, settings.OperatorKeysFile);
    // Read before anything is opened: a table that makes no sense keeps the server from starting.
    var benchmarks = settings.Benchmarks is { } file ? IndustryTable.BuiltIn.With(await File.ReadAllBytesAsync(file), file) : IndustryTable.BuiltIn;
    await using var data = DataDirectory.Open(settings.DataDirectory);

    await NodeRows.AdoptAsync(data.State, data.Node);

    builder.Logging.ClearProviders().AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.ListenForCareKpi(settings.Urls, settings.OperatorUrls);
    });
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ServerSettings.Drain);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<ILogStore>(data.Log);
    builder.Services.AddSingleton<IStateStore>(data.State);
    builder.Services.AddCareKpiEngine(benchmarks);
    builder.Services.AddCareKpiApi(new() { NodeStore = data.Node, ImportsDirectory = Path.Combine(data.Path, "imports"), TrustedProxies = settings.TrustedProxies, InsecureIssuers = settings.InsecureIssuers, DefaultLimits = ServerSettings.Limits(builder.Configuration), Smtp = smtp }, operators);

    await using var app = builder.Build();
    using var telemetry = Telemetry.Start(builder.Configuration);
    if (operators.IsEmpty)
    {
        app.Logger.LogWarning("No operator key is set (CareKpi__OperatorKey or CareKpi__OperatorKeys): every operator call is refused");
    }

    app.UseCareKpiApi();
    await app.RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StoreException or InvalidOperationException or IOException or UnauthorizedAccessException or InvalidDataException)
{
    await Console.Error.WriteLineAsync($"The server does not start: {refusal.Message}");
    return 1;
}
