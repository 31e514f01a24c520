using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Catalogue;

namespace CareKpi.Api.Widgets;

/// <summary>Checks what is said of widgets and their tokens.</summary>
internal static class WidgetRules
{
    private const int MaxName = 100;
    private const int MaxOrigins = 50;
    private const int MaxKpis = 100;

    public static Widget Check(string id, NewWidget body)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > MaxName || body.Name.Any(char.IsControl))
        {
            throw ProblemException.BadInput("A widget needs a name of 1 to 100 characters.", "name");
        }

        if (body.Origins is not { Count: > 0 and <= MaxOrigins })
        {
            throw ProblemException.BadInput("A widget has 1 to 50 origins of the pages that embed it, such as 'https://crm.example.com'.", "origins");
        }

        var levels = body.Levels ?? ["customer"];
        if (levels.Count == 0 || levels.Any(static level => level is null || Words.Level(level) is null))
        {
            throw ProblemException.BadInput("Levels are 'tenant', 'team', 'agent' and 'customer'; at least one.", "levels");
        }

        return new(id, body.Name, [.. body.Origins.Select(static origin => Origin(origin, "origins")).Distinct(StringComparer.Ordinal)], [.. levels.Distinct(StringComparer.Ordinal)], body.Kpis is null ? null : Codes(body.Kpis));
    }

    /// <summary>As browsers write it: https, lower case, no path, no usual port. Plain http only for this machine.</summary>
    public static string Origin(string? text, string field)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.PathAndQuery is "/" && uri.Fragment.Length == 0 && text[^1] != '/'
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : FormattableString.Invariant($"{uri.Scheme}://{uri.IdnHost}:{uri.Port}");
        }

        throw ProblemException.BadInput("An origin is written like 'https://crm.example.com': https, host, perhaps a port, nothing behind it; http only for localhost.", field);
    }

    /// <summary>Known or not: a custom KPI may come and go while a widget names it; a read says which it does not know.</summary>
    public static IReadOnlyList<string> Codes(IReadOnlyList<string> codes)
    {
        if (codes.Count is 0 or > MaxKpis || codes.Any(static code => string.IsNullOrEmpty(code) || code.Length > 100))
        {
            throw ProblemException.BadInput("Name 1 to 100 KPIs by their codes; leave the list out for all.", "kpis");
        }

        return [.. codes.Distinct(StringComparer.Ordinal)];
    }
}
