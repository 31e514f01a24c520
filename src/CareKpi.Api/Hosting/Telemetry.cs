using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CareKpi.Api.Hosting;

/// <summary>Metrics and traces over OTLP, when an endpoint is set; the exporter reads the standard OTEL_ variables itself.</summary>
internal sealed class Telemetry : IDisposable
{
    /// <summary>What is sent of all that the process measures. Dashboards and alerts are written against it.</summary>
    internal static readonly string[] Meters = ["CareKpi.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly MeterProvider metrics;
    private readonly TracerProvider traces;

    private Telemetry()
    {
        // The host's name is the pod's; what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes last and holds.
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("carekpi", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: false, serviceInstanceId: Environment.MachineName)
            .AddTelemetrySdk().AddEnvironmentVariableDetector();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(Meters).AddOtlpExporter().Build();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("CareKpi.*", "Microsoft.AspNetCore").AddOtlpExporter().Build();
    }

    public static Telemetry? Start(IConfiguration configuration) => string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? null : new();

    public void Dispose()
    {
        metrics.Dispose();
        traces.Dispose();
    }
}
