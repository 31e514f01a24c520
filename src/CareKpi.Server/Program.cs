var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/healthz/live", () => "ok");
await app.RunAsync();
