using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Hosting;

/// <summary>What is told before the node is built, in the form of everything else that it tells.</summary>
public static class StartLog
{
    public static async Task<T> WriteAsync<T>(Func<ILogger, Task<T>> start)
    {
        using var logs = LoggerFactory.Create(static logging => logging.AddCareKpiConsole());
        return await start(logs.CreateLogger("CareKpi.Start"));
    }

    internal static ILoggingBuilder AddCareKpiConsole(this ILoggingBuilder logging) =>
        logging.AddJsonConsole(static console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
}
