using System.CommandLine;
using CareKpi.Cli.Node;

namespace CareKpi.Cli.Operator;

internal static class Operators
{
    public static NodeClient Client(ParseResult parsed, Option<Uri> url, Option<string?> key, TimeSpan? patience = null) =>
        new(parsed.GetRequiredValue(url), parsed.GetValue(key), NodeClient.OperatorKey, patience: patience);

    public static string Path(string tenant) => $"/v1/admin/tenants/{Uri.EscapeDataString(tenant)}";
}
