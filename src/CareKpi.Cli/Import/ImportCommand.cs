using System.CommandLine;
using CareKpi.Api.Imports;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;
using Spectre.Console;

namespace CareKpi.Cli.Import;

/// <summary>Maps a CSV file here and sends its events. Ids come from the rows, so an import that was interrupted is simply run again.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.Url(), CommonOptions.Key(), CommonOptions.Json());
        var mapping = new Option<string>("--mapping") { Description = $"How rows become events: {string.Join(", ", ImportMappings.All.Select(known => known.Name))}", Required = true };
        var errors = new Option<string?>("--errors") { Description = "File for rows that were refused (FILE.errors.csv)" };
        var file = new Argument<FileInfo>("FILE") { Description = "The CSV file" };
        return new Command("import", "Imports a CSV file; may be repeated, nothing counts twice") { url, key, mapping, errors, json, file }.Runs(async (parsed, cancellationToken) =>
        {
            var chosen = ImportMappings.Find(parsed.GetRequiredValue(mapping)) ?? throw new CommandException(ExitCodes.Usage, $"There is no mapping '{parsed.GetValue(mapping)}'.");
            var source = parsed.GetRequiredValue(file);
            var errorPath = parsed.GetValue(errors) ?? source.FullName + ".errors.csv";
            using var node = new NodeClient(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.TenantKey);
            using var refused = new ErrorFile(errorPath);
            var sender = new EventSender(node, refusal => refused.Add(refusal.Origin, refusal.Code, refusal.Field, refusal.Message));
            var rows = await Output.Progress().StartAsync(context => SendAsync(source, chosen, sender, refused, context.AddTask(source.Name, maxValue: source.Length), cancellationToken));

            var result = sender.Counts();
            result.Insert(0, "rows", rows);
            result["refusedRows"] = refused.Count;
            result["errors"] = refused.Count > 0 ? errorPath : null;
            Output.Write(parsed.GetValue(json), result);
            return refused.Count > 0 ? ExitCodes.Partly : ExitCodes.Done;
        });
    }

    private static async Task<long> SendAsync(FileInfo source, IImportMapping mapping, EventSender sender, ErrorFile refused, ProgressTask progress, CancellationToken cancellationToken)
    {
        await using var csv = source.OpenRead();
        var rows = 0L;
        try
        {
            foreach (var row in mapping.Read(csv))
            {
                rows++;
                if (row.Error is { } error)
                {
                    refused.Add(row.Line, error.Code, error.Field, error.Message);
                }

                foreach (var line in row.Events)
                {
                    await sender.AddAsync(row.Line, line, cancellationToken);
                }

                progress.Value = csv.Position;
            }
        }
        catch (ImportException error)
        {
            throw new CommandException(ExitCodes.Usage, error.Message);
        }

        await sender.FlushAsync(cancellationToken);
        return rows;
    }
}
