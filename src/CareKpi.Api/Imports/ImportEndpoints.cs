using System.IO.Compression;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Events;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Imports;

internal static class ImportEndpoints
{
    private const long MaxFile = 512L * 1024 * 1024;

    public static void MapImports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/imports", StartAsync).WithTags("Imports").AllowKeys(KeyScopes.Ingest | KeyScopes.Manage).WithMetadata(new BodyLimit(MaxFile), Limits.IngestRule.Instance)
            .WithSummary("Imports a CSV file with a named mapping; the answer is the job to poll").Accepts<string>("text/csv").Produces<JobBody>(StatusCodes.Status202Accepted).Audits("import.started");

    private static async Task<IResult> StartAsync(HttpContext context, ImportJobs jobs, Credentials credentials, string mapping)
    {
        if (ImportMappings.Find(mapping) is null)
        {
            throw ProblemException.BadInput($"There is no such mapping; there are: {string.Join(", ", ImportMappings.All.Select(known => known.Name))}.", "mapping");
        }

        var tenant = context.Caller().Tenant;
        var id = ImportJob.Prefix + RandomId.New();
        var place = jobs.Enter(tenant, context.Request.ContentLength ?? 0);
        try
        {
            await SpoolAsync(context.Request, jobs.FileOf(id), place, context.RequestAborted);
            // The file may have taken longer than its credential lasted.
            await credentials.ReadAsync(context);
            var job = await jobs.StartAsync(tenant, id, mapping, place);
            context.Audit(id, new() { ["mapping"] = mapping });
            return Results.Accepted($"/v1/jobs/{id}", JobBody.Of(job));
        }
        catch
        {
            File.Delete(jobs.FileOf(id));
            place.Dispose();
            throw;
        }
    }

    /// <summary>The file is on disk before the job is: a job never waits for a file that is not there.</summary>
    private static async Task SpoolAsync(HttpRequest request, string path, Spool.Place place, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
            {
                case "" or "identity":
                    await CopyAsync(request.Body, file, place, null, cancellationToken);
                    break;
                case "gzip":
                    await using (var sent = new CountingStream(request.Body))
                    await using (var plain = new GZipStream(sent, CompressionMode.Decompress))
                    {
                        await CopyAsync(plain, file, place, sent, cancellationToken);
                    }

                    break;
                default:
                    throw ProblemException.Unsupported("A file is sent plain or with 'Content-Encoding: gzip'.");
            }

            file.Flush(flushToDisk: true);
        }
        catch (InvalidDataException)
        {
            throw ProblemException.BadInput("The file is not gzip, or was cut off.");
        }
    }

    private static async Task CopyAsync(Stream from, FileStream to, Spool.Place place, CountingStream? compressed, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var written = 0L;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            written += read;
            if (written > MaxFile)
            {
                throw ProblemException.TooLarge("A file holds at most 512 MiB.");
            }

            if (compressed is not null && written > compressed.Count * CountingStream.MaxRatio)
            {
                throw ProblemException.TooLarge("The file grows more than a hundredfold when decompressed.");
            }

            place.Take(read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
