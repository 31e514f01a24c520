using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CareKpi.Api.Hosting;

/// <summary>Metrics and traces over OTLP, when an endpoint is set; the exporter reads the standard OTEL_ variables itself.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly MeterProvider metrics;
    private readonly TracerProvider traces;

    private Telemetry()
    {
        var resource = ResourceBuilder.CreateDefault().AddService("carekpi", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3));
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter("CareKpi.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter().Build();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("CareKpi.*", "Microsoft.AspNetCore").AddOtlpExporter().Build();
    }

    public static Telemetry? Start(IConfiguration configuration) => string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? null : new();

    public void Dispose()
    {
        metrics.Dispose();
        traces.Dispose();
    }
}
