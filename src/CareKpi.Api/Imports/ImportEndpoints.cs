using System.IO.Compression;
using CareKpi.Api.Access;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Imports;

internal static class ImportEndpoints
{
    private const long MaxFile = 512L * 1024 * 1024;

    public static void MapImports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/imports", StartAsync).WithTags("Imports").AllowKeys(KeyScopes.Ingest).WithMetadata(new BodyLimit(MaxFile), Limits.IngestRule.Instance)
            .WithSummary("Imports a CSV file with a named mapping; the answer is the job to poll").Accepts<string>("text/csv").Produces<JobBody>(StatusCodes.Status202Accepted);

    private static async Task<IResult> StartAsync(HttpContext context, ImportJobs jobs, string mapping)
    {
        if (ImportMappings.Find(mapping) is null)
        {
            throw ProblemException.BadInput($"There is no such mapping; there are: {string.Join(", ", ImportMappings.All.Select(known => known.Name))}.", "mapping");
        }

        var id = ImportJob.Prefix + RandomId.New();
        var bytes = await SpoolAsync(context.Request, jobs.FileOf(id), context.RequestAborted);
        try
        {
            var job = await jobs.StartAsync(context.Caller().Tenant, id, mapping, bytes, context.RequestAborted);
            return Results.Accepted($"/v1/jobs/{id}", JobBody.Of(job));
        }
        catch
        {
            File.Delete(jobs.FileOf(id));
            throw;
        }
    }

    /// <summary>The file is on disk before the job is: a job never waits for a file that is not there.</summary>
    private static async Task<long> SpoolAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
            {
                case "" or "identity":
                    await CopyAsync(request.Body, file, cancellationToken);
                    break;
                case "gzip":
                    await using (var plain = new GZipStream(request.Body, CompressionMode.Decompress))
                    {
                        await CopyAsync(plain, file, cancellationToken);
                    }

                    break;
                default:
                    throw ProblemException.Unsupported("A file is sent plain or with 'Content-Encoding: gzip'.");
            }

            file.Flush(flushToDisk: true);
            return file.Length;
        }
        catch (Exception fault)
        {
            File.Delete(path);
            throw fault is InvalidDataException ? ProblemException.BadInput("The file is not gzip, or was cut off.") : fault;
        }
    }

    private static async Task CopyAsync(Stream from, FileStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (to.Length > MaxFile)
            {
                throw ProblemException.TooLarge("A file holds at most 512 MiB.");
            }
        }
    }
}
