using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Imports;

/// <summary>Runs imports one after another, of each tenant in its turn, so that they leave room for live events: each process one at a time, whichever of them took the file.</summary>
internal sealed class ImportWorker(ImportJobs jobs, ImportRun run, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await TryAsync(jobs.SweepAsync, stoppingToken);
            while (true)
            {
                await TryAsync(RunAllAsync, stoppingToken);
                await jobs.WaitAsync(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What runs or waits is taken up at the next start, or by another process.
        }
    }

    /// <summary>Until the stores have answered.</summary>
    private static async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await work(stoppingToken);
                return;
            }
            catch (UnavailableException)
            {
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task RunAllAsync(CancellationToken stoppingToken)
    {
        while (await jobs.NextAsync(stoppingToken) is var (job, held))
        {
            await using (held)
            {
                await NodeState.WhileHeldAsync(held, async stop =>
                {
                    await RunAsync(job, stop);
                    return true;
                }, stoppingToken);
            }
        }
    }

    private async Task RunAsync(ImportJob job, CancellationToken cancellationToken)
    {
        log.LogInformation("Import {Job} begins", job.Id);
        ImportJob ended;
        try
        {
            ended = await run.RunAsync(job, cancellationToken);
        }
        catch (ImportException error)
        {
            ended = job with { State = JobStates.Failed, Error = error.Message };
        }
        catch (StoreException fault)
        {
            // It begins anew when the file can be read again.
            throw new UnavailableException("a file that is imported cannot be read now", Pause, fault);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or UnavailableException))
        {
            log.LogError("Import {Job} failed: {Fault} {Stack}", job.Id, fault.GetType().FullName, fault.StackTrace);
            ended = job with { State = JobStates.Failed, Error = "The import failed; the node's log says where. It may be sent again." };
        }

        await TryAsync(stop => jobs.EndAsync(ended, stop), cancellationToken);
        log.LogInformation("Import {Job} is {State}", job.Id, ended.State);
    }
}
