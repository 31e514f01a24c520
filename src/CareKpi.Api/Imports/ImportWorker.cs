using CareKpi.Api.Jobs;
using CareKpi.Engine.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Imports;

/// <summary>Runs imports one after another, of each tenant in its turn, so that they leave room for live events.</summary>
internal sealed class ImportWorker(ImportJobs jobs, ImportRun run, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ResumeAsync(stoppingToken);
            while (true)
            {
                await RunAsync(await jobs.NextAsync(stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What runs or waits is taken up at the next start.
        }
    }

    private async Task ResumeAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await jobs.ResumeAsync(stoppingToken);
                return;
            }
            catch (UnavailableException)
            {
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task RunAsync(ImportJob job, CancellationToken stoppingToken)
    {
        log.LogInformation("Import {Job} begins", job.Id);
        ImportJob ended;
        try
        {
            ended = await run.RunAsync(job, stoppingToken);
        }
        catch (ImportException error)
        {
            ended = job with { State = JobStates.Failed, Error = error.Message };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError("Import {Job} failed: {Fault} {Stack}", job.Id, fault.GetType().FullName, fault.StackTrace);
            ended = job with { State = JobStates.Failed, Error = "The import failed; the node's log says where. It may be sent again." };
        }

        while (true)
        {
            try
            {
                await jobs.EndAsync(ended, stoppingToken);
                log.LogInformation("Import {Job} is {State}", job.Id, ended.State);
                return;
            }
            catch (UnavailableException)
            {
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }
}
