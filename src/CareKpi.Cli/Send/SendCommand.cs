using System.CommandLine;
using System.Text;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Send;

/// <summary>Sends a file of events as they are, one JSON object a line.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.Url(), CommonOptions.Key(), CommonOptions.Json());
        var errors = new Option<string?>("--errors") { Description = "File for events that were refused (FILE.errors.csv)" };
        var file = new Argument<string>("FILE") { Description = "NDJSON; '-' is stdin" };
        return new Command("send", "Sends events from an NDJSON file; may be repeated, nothing counts twice") { url, key, errors, json, file }.Runs(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            using var node = new NodeClient(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.TenantKey);
            using var refused = new ErrorFile(parsed.GetValue(errors) ?? (path is "-" ? "stdin" : path) + ".errors.csv");
            var sender = new EventSender(node, refusal => refused.Add(refusal.Origin, refusal.Code, refusal.Field, refusal.Message));
            using var reader = path is "-" ? System.Console.In : new StreamReader(path);
            for (var line = 1L; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
            {
                if (!string.IsNullOrWhiteSpace(text))
                {
                    await sender.AddAsync(line, Encoding.UTF8.GetBytes(text), cancellationToken);
                }
            }

            await sender.FlushAsync(cancellationToken);
            Output.Write(parsed.GetValue(json), sender.Counts());
            return refused.Count > 0 ? ExitCodes.Partly : ExitCodes.Done;
        });
    }
}
