using System.Globalization;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Problems;

/// <summary>Every answer of 400 and above that has no body of its own becomes a problem with a code.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, TimeProvider clock, ILogger<ProblemMiddleware> log)
{
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(1);
    private readonly StoreTrouble trouble = new(clock, log);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null } response)
            {
                await WriteAsync(context, Unexplained(response.StatusCode));
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            context.Abort();
        }
        catch (Exception problem)
        {
            await WriteAsync(context, Explain(problem));
        }
    }

    private ProblemException Explain(Exception fault)
    {
        switch (fault)
        {
            case ProblemException known:
                return known;
            case UnavailableException busy:
                return Unavailable(busy.Remedy ?? trouble.Of(busy) ?? "The node cannot take this now; nothing was acknowledged. Send the same again.", busy.RetryAfter);
            case StoreException ill:
                return Unavailable(trouble.Of(ill) ?? "A store of the node does not answer; nothing was acknowledged. Send the same again.", DefaultRetry);
            case TimeoutException:
                return Unavailable("The node did not answer in time; nothing was acknowledged. Send the same again.", DefaultRetry);
            case ReadProblemException read:
                return new(ProblemCodes.StatusOf(read.Code), read.Code, read.Message, read.Field);
            case SettingsException refused:
                return ProblemException.BadInput(refused.Problem, refused.Path.Length == 0 ? "settings" : $"settings.{refused.Path}");
            case DefinitionException refused:
                return new(StatusCodes.Status400BadRequest, ProblemCodes.BadInput, refused.Message, refused.Field) { Position = refused.Position, Length = refused.Length };
            case TenantNotFoundException:
                return ProblemException.NotFound("There is no such tenant.");
            case BadHttpRequestException bad:
                return new(bad.StatusCode, ProblemCodes.BadInput, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : bad.Message);
            default:
                // The message of an unexpected fault may hold customer data: type and stack say where it happened.
                log.LogError("A request failed: {Fault} {Stack}", fault.GetType().FullName, fault.StackTrace);
                return Failed();
        }
    }

    private static ProblemException Failed() => new(StatusCodes.Status500InternalServerError, ProblemCodes.Internal, "The node failed to answer; its log says where.");

    private static ProblemException Unavailable(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, detail) { RetryAfter = retryAfter };

    private static ProblemException Unexplained(int status) => status switch
    {
        StatusCodes.Status404NotFound => ProblemException.NotFound("There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new(status, ProblemCodes.BadInput, "This address does not take this method."),
        StatusCodes.Status415UnsupportedMediaType => ProblemException.Unsupported("This address does not take this content type."),
        _ => new(status, status >= 500 ? ProblemCodes.Internal : ProblemCodes.BadInput, ReasonPhrases.GetReasonPhrase(status)),
    };

    private static async Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        var body = new ProblemBody(ReasonPhrases.GetReasonPhrase(problem.Status), problem.Status, problem.Code, problem.Message) { Field = problem.Field, Position = problem.Position, Length = problem.Length };
        await response.WriteAsJsonAsync(body, options: null, "application/problem+json", context.RequestAborted);
    }
}
