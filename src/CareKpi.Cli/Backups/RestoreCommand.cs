using System.CommandLine;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Storage.Backups;

namespace CareKpi.Cli.Backups;

/// <summary>A backup becomes a data directory again, if it is sound.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The backup: the directory with its manifest.json", Required = true };
        var to = new Option<string>("--to") { Description = "The data directory: empty, or not there yet; nothing is overwritten", Required = true };
        var json = CommonOptions.Json();
        return new Command("restore", "Checks a backup and puts it back as a data directory") { from, to, json }.Runs(async (parsed, cancellationToken) =>
        {
            var manifest = await Restore.RunAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), cancellationToken);
            Output.Write(parsed.GetValue(json), new JsonObject { ["path"] = Path.GetFullPath(parsed.GetRequiredValue(to)), ["madeAt"] = manifest.MadeAt, ["version"] = manifest.Version, ["bytes"] = manifest.Bytes });
            return ExitCodes.Done;
        });
    }
}
