using System.CommandLine;
using CareKpi.Cli.Console;

namespace CareKpi.Cli.Doctor;

/// <summary>Whether a node is ready, as an exit code: the health check of its image, which has neither a shell nor curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var url = CommonOptions.Url();
        return new Command("health", "Asks a node whether it is ready; 0: it is") { url }.Runs(async (parsed, cancellationToken) =>
        {
            using var http = new HttpClient { BaseAddress = parsed.GetRequiredValue(url), Timeout = Patience };
            try
            {
                using var answer = await http.GetAsync("/healthz/ready", cancellationToken);
                await System.Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
                return answer.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.Failed;
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandException(ExitCodes.Failed, "The node does not answer.");
            }
        });
    }
}
