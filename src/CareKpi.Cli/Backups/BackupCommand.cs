using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Operator;
using CareKpi.Storage.Backups;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Cli.Backups;

/// <summary>A consistent copy of an installation on SQLite: made by the node while it serves, or from its data directory while it is stopped.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.OperatorUrl(), CommonOptions.OperatorKey(), CommonOptions.Json());
        var to = new Option<string?>("--to") { Description = "Directory for backups; of a running node its CareKpi__BackupDirectory (taken when not given) or one below it, on the node's machine" };
        var keep = new Option<int?>("--keep") { Description = "How many backups stay there, this one included; not given: all" };
        keep.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--keep is at least 1.");
            }
        });
        var data = new Option<DirectoryInfo?>("--data") { Description = "Data directory of a node that is stopped; not given: the running node makes the backup" };
        return new Command("backup", "Makes a backup of a node on SQLite, while it serves or stopped (operator key)") { to, keep, data, url, key, json }.Runs(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(data) is { } directory)
            {
                Output.Write(parsed.GetValue(json), await CopyAsync(directory, parsed.GetValue(to), parsed.GetValue(keep), cancellationToken));
                return ExitCodes.Done;
            }

            using var node = Operators.Client(parsed, url, key, Timeout.InfiniteTimeSpan);
            var folder = parsed.GetValue(to) is { } named ? Path.GetFullPath(named) : null;
            Output.Write(parsed.GetValue(json), await node.SendJsonAsync(HttpMethod.Post, "/v1/admin/backup", new() { ["to"] = folder, ["keep"] = parsed.GetValue(keep) }, cancellationToken));
            return ExitCodes.Done;
        });
    }

    private static async Task<JsonObject> CopyAsync(DirectoryInfo directory, string? to, int? keep, CancellationToken cancellationToken)
    {
        if (to is null)
        {
            throw new CommandException(ExitCodes.Usage, "Name the directory for backups: --to DIR.");
        }

        if (!File.Exists(Path.Combine(directory.FullName, "log.db")))
        {
            throw new CommandException(ExitCodes.Usage, $"{directory.FullName} is no data directory: it has no log.db.");
        }

        await using var stopped = DataDirectory.Open(directory.FullName);
        var made = await new BackupFolder(to).MakeAsync(stopped, keep, TimeProvider.System, cancellationToken);
        return new() { ["name"] = made.Name, ["path"] = made.Path, ["madeAt"] = made.Manifest.MadeAt, ["bytes"] = made.Manifest.Bytes };
    }
}
