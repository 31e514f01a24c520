using Microsoft.AspNetCore.Http.Features;

namespace CareKpi.Api.Requests;

/// <summary>Keys of tenants' own making may hold a slash, and a slash that is escaped in a path is nowhere unescaped by server or routing (nor can it be, afterwards: a key may hold <c>%2F</c> itself).
/// So a value with one is taken from what was sent, and unescaped once.</summary>
internal sealed class RouteKeys(RequestDelegate next)
{
    private const string Slash = "%2F";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && context.Request.RouteValues.Values.Any(IsEscaped))
        {
            Unescape(context, endpoint);
        }

        return next(context);
    }

    private static void Unescape(HttpContext context, RouteEndpoint endpoint)
    {
        var sent = Segments(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var route = endpoint.RoutePattern.PathSegments;
        if (sent.Length != route.Count)
        {
            // Such as with /../ in it: which of them is the key is anybody's guess.
            context.SetEndpoint(null);
            return;
        }

        var values = context.Request.RouteValues;
        for (var at = 0; at < sent.Length; at++)
        {
            if (route[at] is { IsSimple: true } segment && segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: var name } && IsEscaped(values[name]))
            {
                values[name] = Uri.UnescapeDataString(sent[at]);
            }
        }
    }

    private static bool IsEscaped(object? value) => value is string text && text.Contains(Slash, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of the path in <c>/path?query</c> or <c>http://host/path?query</c>.</summary>
    private static string[] Segments(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOf('?') is >= 0 and var query)
        {
            path = path[..query];
        }

        if (path.IndexOf("://") is >= 0 and var scheme)
        {
            path = path[(scheme + 3)..];
            path = path[Math.Max(path.IndexOf('/'), 0)..];
        }

        return path.Trim('/').ToString().Split('/');
    }
}
