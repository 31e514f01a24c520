using System.CommandLine;
using System.Globalization;
using CareKpi.Cli.Console;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Demo;

internal static class DemoCommand
{
    public static Command Create()
    {
        var (url, key, json) = (CommonOptions.Url(), CommonOptions.Key(), CommonOptions.Json());
        var story = DemoSize.Story(default);
        var (seed, teams, agents, customers) = (Number("--seed", story.Seed, 0), Number("--teams", story.Teams, 1), Number("--agents", story.Agents, 1), Number("--customers", story.Customers, 1));
        var (days, contacts) = (Number("--days", story.Days, 1), Number("--contacts", story.ContactsPerDay, 0));
        contacts.Description = "Contacts and cases on an average day";
        var until = new Option<string?>("--until") { Description = "Last day, such as 2026-03-31 (yesterday in Kuala Lumpur). The same sizes until the same day give the same bytes" };
        var send = new Option<bool>("--send") { Description = "Send the events to the node instead of printing them, with what has happened today; a key with manage and read also sets up targets, alert rules, notes, …" };
        var output = new Option<string?>("--output") { Description = "Write NDJSON to this file (stdout)" };
        return new Command("demo", "Thirteen months of Demo Telecom as events (docs/demo.md)") { url, key, json, seed, teams, agents, customers, days, contacts, until, send, output }.Runs(async (parsed, cancellationToken) =>
        {
            var size = new DemoSize(parsed.GetValue(seed), parsed.GetValue(teams), parsed.GetValue(agents), parsed.GetValue(customers), parsed.GetValue(days), parsed.GetValue(contacts), Day(parsed.GetValue(until)));
            if (size.Agents < size.Teams)
            {
                throw new CommandException(ExitCodes.Usage, "Each team needs an agent: give at least as many agents as teams.");
            }

            if (parsed.GetValue(send))
            {
                using var node = new NodeClient(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.TenantKey);
                return await SendAsync(node, size, parsed.GetValue(json), cancellationToken);
            }

            await using var file = parsed.GetValue(output) is { } path ? File.Create(path) : System.Console.OpenStandardOutput();
            await using var buffered = new BufferedStream(file, 1 << 16);
            foreach (var line in DemoGenerator.Write(size))
            {
                cancellationToken.ThrowIfCancellationRequested();
                buffered.Write(line.Json);
                buffered.WriteByte((byte)'\n');
            }

            return ExitCodes.Done;
        });
    }

    private static async Task<int> SendAsync(NodeClient node, DemoSize size, bool json, CancellationToken cancellationToken)
    {
        var setup = await DemoSetup.BeginAsync(node, size, cancellationToken);
        var sender = new EventSender(node, refusal => System.Console.Error.WriteLine($"{refusal.Code} {refusal.Field}: {refusal.Message}"));
        await Output.Progress().StartAsync(async context =>
        {
            var progress = context.AddTask("Loading", maxValue: size.Days + 1);
            foreach (var line in DemoGenerator.Write(size, DemoCalendar.Local(DateTimeOffset.UtcNow)))
            {
                await sender.AddAsync(0, line.Json, cancellationToken);
                progress.Value = DateOnly.FromDateTime(line.Time).DayNumber - size.First.DayNumber;
            }

            await sender.FlushAsync(cancellationToken);
        });
        if (setup is not null)
        {
            await setup.FinishAsync(sender.Position, cancellationToken);
        }

        Output.Write(json, sender.Counts());
        return sender.Rejected > 0 ? ExitCodes.Partly : ExitCodes.Done;
    }

    private static DateOnly Day(string? text) => text is null ? DateOnly.FromDateTime(DemoCalendar.Local(DateTimeOffset.UtcNow)).AddDays(-1)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CommandException(ExitCodes.Usage, "--until is a day, such as 2026-03-31.");

    private static Option<int> Number(string name, int normally, int least)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => normally };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value < least)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is at least {least}."));
            }
        });
        return option;
    }
}
