using CareKpi.Api.Keys;
using CareKpi.Api.Limits;
using CareKpi.Api.Problems;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Access;

/// <summary>Checks port and credential before an endpoint runs. What belongs to the other port does not exist on this one.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, Credentials credentials, OperatorKeys operators, Budgets budgets, ILogger<OperatorKeys> log)
{
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

        if (rule.Port == Port.Operator)
        {
            CheckOperator(context);
        }
        else if (!rule.Anonymous)
        {
            var caller = await credentials.ReadAsync(context);
            // Of a request that is refused from here on, the log tells whose it was.
            context.Features.Set(caller);
            await budgets.TakeRequestAsync(context, caller);
            Check(caller, endpoint, rule);
        }

        await next(context);
    }

    private void CheckOperator(HttpContext context)
    {
        var name = Credentials.TokenOf(context.Request) is { } token ? operators.NameOf(token, log) : null;
        context.Features.Set(new Operator(name ?? throw ProblemException.Unauthenticated("Give an operator key of this node: 'Authorization: Bearer …'.")));
    }

    private static void Check(Caller caller, RouteEndpoint endpoint, AccessRule rule)
    {
        if (rule.AnyOf != KeyScopes.None && (caller.Scopes & rule.AnyOf) == KeyScopes.None)
        {
            throw ProblemException.Forbidden($"This credential lacks the scope '{KeyScopeWords.Of(rule.AnyOf)[0]}'.");
        }

        if (caller.Reach is not Reach.Whole && endpoint.Metadata.GetMetadata<ReachRule>() is null)
        {
            throw ProblemException.Forbidden("This is open to those who may see all of the tenant.");
        }
    }
}
