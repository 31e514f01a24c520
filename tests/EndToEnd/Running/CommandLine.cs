namespace CareKpi.EndToEnd.Running;

/// <summary>The built <c>carekpi</c>.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>What it prints with <c>--json</c>.</summary>
    public static async Task<JsonObject> RunAsync(Uri url, string key, params string[] arguments)
    {
        await using var program = new Program("dotnet", [Checkout.Built("CareKpi.Cli", "carekpi.dll"), .. arguments, "--url", url.ToString(), "--json"], new Dictionary<string, string?>(StringComparer.Ordinal) { ["CAREKPI_KEY"] = key });
        var exit = await program.EndedAsync(Deadline);
        Assert.True(exit == 0, program.Output);
        return JsonNode.Parse(program.Output[program.Output.IndexOf('{', StringComparison.Ordinal)..])!.AsObject();
    }
}
