using System.Diagnostics;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

/// <summary>The command line as a process, against a real port.</summary>
public sealed class CliTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task Imports_and_tells_refused_rows_in_a_file()
    {
        var csv = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(csv, "Call Id,Agent,Date,Month,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating\nC1,Ann,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3\nC2,Ann,soon,Jan,9:12,X,Y,Y,1,0:01:00,3\n");
        var key = await node.KeyAsync("ingest");
        var (exit, output) = await RunAsync(key, "import", "--url", node.Public.BaseAddress!.ToString(), "--mapping", "call-center", "--json", csv);
        Assert.Equal(3, exit);
        Assert.Contains("\"accepted\": 2", output, StringComparison.Ordinal);
        Assert.Contains("3,\"invalid_field\",\"Date\"", await File.ReadAllTextAsync(csv + ".errors.csv"), StringComparison.Ordinal);
        File.Delete(csv);
        File.Delete(csv + ".errors.csv");
    }

    [Fact]
    public async Task Sends_the_demo_and_measures_load()
    {
        var key = await node.KeyAsync("ingest");
        var url = node.Public.BaseAddress!.ToString();
        var (exit, output) = await RunAsync(key, "demo", "--send", "--url", url, "--days", "3", "--contacts", "10", "--customers", "10", "--json");
        Assert.Equal(0, exit);
        Assert.Contains("\"rejected\": 0", output, StringComparison.Ordinal);
        (exit, output) = await RunAsync(key, "load", "--url", url, "--rate", "2000", "--batch", "100", "--duration", "0.5", "--json");
        Assert.Equal(0, exit);
        Assert.Contains("\"events\": 1000", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_people_in_lists_and_removes_them()
    {
        var url = node.Operators.BaseAddress!.ToString();
        var (exit, output) = await RunAsync("", "users", "invite", "--tenant", "demo", "--email", "lee@example.com", "--role", "lead", "--team", "billing", "tech", "--gateway", "https://kpi.example.com/", "--url", url, "--operator-key", TestNode.Operator, "--json");
        Assert.Equal(0, exit);
        var link = System.Text.Json.Nodes.JsonNode.Parse(output)!["link"]!.GetValue<string>();
        Assert.Matches("^https://kpi.example.com/auth/link#ci_[0-9A-Za-z]{43}$", link);
        using var redeemed = await node.PostAsync("/v1/auth/redeem", null, TestNode.Json($$"""{"token":"{{link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..]}}"}"""));
        Assert.Equal(System.Net.HttpStatusCode.OK, redeemed.StatusCode);

        (exit, output) = await RunAsync("", "users", "list", "--tenant", "demo", "--url", url, "--operator-key", TestNode.Operator, "--json");
        Assert.Equal((0, true), (exit, output.Contains("lee@example.com", StringComparison.Ordinal)));
        (exit, _) = await RunAsync("", "users", "remove", "--tenant", "demo", "--email", "LEE@example.com", "--url", url, "--operator-key", TestNode.Operator);
        Assert.Equal(0, exit);
        (exit, _) = await RunAsync("", "users", "remove", "--tenant", "demo", "--email", "lee@example.com", "--url", url, "--operator-key", TestNode.Operator);
        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task Doctor_looks_at_a_directory_that_is_not_there_yet_and_on_PostgreSQL_at_none()
    {
        var (nowhere, url) = (Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "data"), node.Public.BaseAddress!.ToString());
        var (_, output) = await RunAsync("", "doctor", "--data", nowhere, "--url", url, "--json");
        Assert.Equal(["disk", "stores", "node", "version"], Checks(output));
        Assert.Contains("does not exist yet", output, StringComparison.Ordinal);
        (var exit, output) = await RunAsync("", "doctor", "--data", nowhere, "--postgres", "Host=127.0.0.1;Port=9;Username=nobody;Database=none", "--url", url, "--json");
        Assert.Equal(1, exit);
        Assert.Equal(["stores", "node", "version"], Checks(output));
        Assert.False(Directory.Exists(nowhere));

        static string[] Checks(string output) => [.. System.Text.Json.Nodes.JsonNode.Parse(output)!.AsArray().Select(static finding => (string)finding!["check"]!)];
    }

    [Theory]
    [InlineData(2, "erase", "somebody")]
    [InlineData(2, "demo", "--teams", "0")]
    [InlineData(2, "nothing")]
    [InlineData(2, "import", "--mapping", "call-center", "/no/such/file.csv")]
    [InlineData(1, "keys", "list", "--url", "http://127.0.0.1:9")]
    [InlineData(0, "--version")]
    public async Task Exit_codes_say_how_it_ended(int expected, params string[] arguments)
    {
        var (exit, _) = await RunAsync("ck_unknown", arguments);
        Assert.Equal(expected, exit);
    }

    private static async Task<(int Exit, string Output)> RunAsync(string key, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "carekpi.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["CAREKPI_KEY"] = key;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await error;
        return (process.ExitCode, await output);
    }
}
