using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Problems;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareKpi.Api.Backups;

/// <param name="To">The configured directory, or one below it; not given: the configured one.</param>
/// <param name="Keep">How many stay, this one included; not given: all.</param>
public sealed record NewBackup(string? To, int? Keep);

public sealed record BackupList(IReadOnlyList<BackupInfo> Items);

/// <summary>Backups of the node, on the operator port only, into the directory that its configuration names and nowhere else.</summary>
internal static class BackupEndpoints
{
    private const int MostKept = 1_000;
    private static readonly SemaphoreSlim One = new(1);

    public static void MapBackups(this IEndpointRouteBuilder routes)
    {
        var backup = routes.MapGroup("/v1/admin/backup").WithTags("Admin").AllowOperator();
        backup.MapGet("", static (HttpContext context, CareKpiApiOptions options) => Results.Json(new BackupList(Of(context).List(Folder(options, null)))))
            .WithSummary("Backups of this node that are whole, the newest first").Produces<BackupList>();
        backup.MapPost("", MakeAsync).WithSummary("Makes a backup while the node serves; answers when it is whole").Produces<BackupInfo>(StatusCodes.Status201Created).Audits("backup.made");
    }

    private static async Task<IResult> MakeAsync(NewBackup body, HttpContext context, CareKpiApiOptions options, IHostApplicationLifetime lifetime)
    {
        var backups = Of(context);
        var folder = Folder(options, body.To);
        if (body.Keep is < 1 or > MostKept)
        {
            throw ProblemException.BadInput($"Of backups 1 to {MostKept} are kept.", "keep");
        }

        if (!await One.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            throw Busy();
        }

        try
        {
            // A caller who hangs up does not end it; the node's own end does.
            var made = await backups.MakeAsync(folder, body.Keep, lifetime.ApplicationStopping);
            context.Audit(made.Name, new() { ["bytes"] = made.Bytes });
            return Results.Json(made, statusCode: StatusCodes.Status201Created);
        }
        catch (StoreException held) when (held.Fault == StoreFault.Locked)
        {
            throw Busy();
        }
        catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
        {
            // 507, not 503: the same again fails the same way until somebody looks at it.
            throw new ProblemException(StatusCodes.Status507InsufficientStorage, ProblemCodes.Unavailable, $"No backup was made. {fault.Message}");
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "No backup was made: the node stops. Call again when it runs.");
        }
        finally
        {
            One.Release();
        }
    }

    private static IBackups Of(HttpContext context) => context.RequestServices.GetService<IBackups>()
        ?? throw new ProblemException(StatusCodes.Status409Conflict, ProblemCodes.BadInput, "This node keeps its data in PostgreSQL: back that up with pg_dump or a base backup (docs/operators.md).");

    private static string Folder(CareKpiApiOptions options, string? to)
    {
        if (options.BackupDirectory is not { } configured)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, ProblemCodes.BadInput, "No backup directory is configured: set CareKpi__BackupDirectory and start the node again.");
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(configured));
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to ?? "", root));
        return string.Equals(folder, root, StringComparison.Ordinal) || folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? folder
            : throw ProblemException.BadInput($"Backups go into {root} (CareKpi__BackupDirectory) or a directory below it.", "to");
    }

    private static ProblemException Busy() => new(StatusCodes.Status409Conflict, ProblemCodes.BadInput, "A backup is being made already; its end is seen at GET /v1/admin/backup.");
}
