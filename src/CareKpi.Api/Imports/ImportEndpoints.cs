using System.IO.Compression;
using System.Runtime.CompilerServices;
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
    private const int PartBytes = 512 * 1024;

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
        await using var place = await jobs.EnterAsync(tenant, id, context.Request.ContentLength ?? 0, context.RequestAborted);
        await SpoolAsync(context.Request, jobs, place, context.RequestAborted);
        // The file may have taken longer than its credential lasted.
        await credentials.ReadAsync(context);
        var job = await jobs.StartAsync(place, mapping);
        context.Audit(id, new() { ["mapping"] = mapping });
        return Results.Accepted($"/v1/jobs/{id}", JobBody.Of(job));
    }

    /// <summary>The file is durable before the job is: a job never waits for a file that is not there.</summary>
    private static async Task SpoolAsync(HttpRequest request, ImportJobs jobs, ImportPlace place, CancellationToken cancellationToken)
    {
        try
        {
            switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
            {
                case "" or "identity":
                    await jobs.WriteAsync(place, PartsAsync(request.Body, place, null, cancellationToken), cancellationToken);
                    break;
                case "gzip":
                    await using (var sent = new CountingStream(request.Body))
                    await using (var plain = new GZipStream(sent, CompressionMode.Decompress))
                    {
                        await jobs.WriteAsync(place, PartsAsync(plain, place, sent, cancellationToken), cancellationToken);
                    }

                    break;
                default:
                    throw ProblemException.Unsupported("A file is sent plain or with 'Content-Encoding: gzip'.");
            }
        }
        catch (InvalidDataException)
        {
            throw ProblemException.BadInput("The file is not gzip, or was cut off.");
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(Stream from, ImportPlace place, CountingStream? compressed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var part = new byte[PartBytes];
        int read;
        while ((read = await from.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            if (place.Written + read > MaxFile)
            {
                throw ProblemException.TooLarge("A file holds at most 512 MiB.");
            }

            if (compressed is not null && place.Written + read > compressed.Count * CountingStream.MaxRatio)
            {
                throw ProblemException.TooLarge("The file grows more than a hundredfold when decompressed.");
            }

            await place.TakeAsync(read, cancellationToken);
            yield return part.AsMemory(0, read);
        }
    }
}
