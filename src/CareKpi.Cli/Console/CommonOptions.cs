using System.CommandLine;

namespace CareKpi.Cli.Console;

/// <summary>Options that several commands have. Keys are better given in the environment: a command line can be seen by others. They are no defaults of options, since help prints those.</summary>
internal static class CommonOptions
{
    public static Option<Uri> Url() => Address("--url", "The node", "CAREKPI_URL", "http://127.0.0.1:8080");

    public static Option<string?> Key() => new("--key") { Description = "API key of the tenant (CAREKPI_KEY)" };

    public static Option<Uri> OperatorUrl(string name = "--url") => Address(name, "The node's operator port", "CAREKPI_OPERATOR_URL", "http://127.0.0.1:8081");

    public static Option<Uri> Gateway() => Address("--gateway", "Where people open the dashboard; the link leads there", "CAREKPI_GATEWAY_URL", "http://127.0.0.1:4000");

    public static Option<string?> OperatorKey() => new("--operator-key") { Description = "Operator key (CAREKPI_OPERATOR_KEY)" };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON" };

    private static Option<Uri> Address(string name, string what, string variable, string fallback) => new(name)
    {
        Description = $"{what} ({variable}; {fallback})",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? given : fallback),
        CustomParser = static result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address))
            {
                return address;
            }

            result.AddError("An address is needed, such as http://127.0.0.1:8080.");
            return null;
        },
    };
}
