using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace CareKpi.Cli.Console;

/// <summary>Results go to stdout, as a table for people or as JSON for programs; progress and warnings go to stderr.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });

    /// <summary>A bar that is gone when the work is done.</summary>
    public static Progress Progress() => Error.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    public static void Write(bool json, JsonNode result)
    {
        if (json)
        {
            System.Console.Out.WriteLine(result.ToJsonString(Indented));
        }
        else if (result is JsonArray rows)
        {
            WriteTable(rows);
        }
        else
        {
            foreach (var (name, value) in result.AsObject())
            {
                System.Console.Out.WriteLine($"{name}: {Text(value)}");
            }
        }
    }

    private static void WriteTable(JsonArray rows)
    {
        if (rows.Count == 0)
        {
            System.Console.Out.WriteLine("none");
            return;
        }

        string[] columns = [.. rows[0]!.AsObject().Select(field => field.Key)];
        var table = new Table().Border(TableBorder.Simple).AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (var row in rows)
        {
            table.AddRow([.. columns.Select(column => Markup.Escape(Text(row![column])))]);
        }

        AnsiConsole.Write(table);
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "–",
        JsonArray list => string.Join(", ", list.Select(Text)),
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}
