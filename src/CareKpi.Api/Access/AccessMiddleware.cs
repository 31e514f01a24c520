using System.Net;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Access;

/// <summary>Checks port and credential before an endpoint runs. What belongs to the other port does not exist on this one.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, KeyRing keys, OperatorKeys operators, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        // Routing itself answers 405 and 415 with an endpoint that has no route: nothing of ours runs there.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        var rule = endpoint.Metadata.GetMetadata<AccessRule>() ?? throw new InvalidOperationException("an endpoint without an access rule");
        var port = context.Features.Get<OperatorConnection>() is null ? Port.Public : Port.Operator;
        if (!rule.Port.HasFlag(port))
        {
            throw ProblemException.NotFound("There is nothing at this address.");
        }

        if (!rule.Anonymous)
        {
            await CheckAsync(context, endpoint, rule);
        }

        await next(context);
    }

    private async ValueTask CheckAsync(HttpContext context, RouteEndpoint endpoint, AccessRule rule)
    {
        var token = Token(context.Request) ?? throw Unauthenticated("Give a key: 'Authorization: Bearer …'.");
        if (rule.Port == Port.Operator)
        {
            context.Features.Set(new Operator(operators.NameOf(token) ?? throw Unauthenticated("This is not an operator key of this node.")));
            return;
        }

        var key = await keys.FindAsync(token, context.RequestAborted).AsTask().WithinAsync(Patience.Store, context.RequestAborted);
        if (key is null || key.ExpiresAt <= clock.GetUtcNow())
        {
            throw Unauthenticated("This key is not known here, was revoked or has expired.");
        }

        if ((key.Scopes & rule.AnyOf) == KeyScopes.None)
        {
            throw Forbidden($"This key lacks the scope '{KeyScopeWords.Of(rule.AnyOf)[0]}'.");
        }

        if (!key.Allows(context.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            throw Forbidden("This key may not be used from this address.");
        }

        keys.Used(key);
        var caller = new Caller(key.Tenant, CallerKind.Key, key.Id, key.Name, key.Scopes, Reach.All);
        if (caller.Reach is not Reach.Whole && endpoint.Metadata.GetMetadata<ReachRule>() is null)
        {
            throw Forbidden("This is open to those who may see all of the tenant.");
        }

        context.Features.Set(caller);
    }

    private static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
    }

    private static ProblemException Unauthenticated(string detail) => new(StatusCodes.Status401Unauthorized, ProblemCodes.Unauthenticated, detail);

    private static ProblemException Forbidden(string detail) => new(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, detail);
}
