namespace CareKpi.EndToEnd.Events;

/// <summary>A test over the real calls and the built gateway. Skipped where one of them is absent, but never in CI.</summary>
internal sealed class GatewayFactAttribute : FactAttribute
{
    public GatewayFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = new RealDataFactAttribute(Calls.File).Skip ?? (GatewayProcess.IsBuilt ? null : "src/gateway is not built: npm ci && npm run build there");
        }
    }
}
