namespace CareKpi.Api.Problems;

/// <summary>The <c>code</c> of a problem (docs/contracts/http.md).</summary>
public static class ProblemCodes
{
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string NotFound = "NOT_FOUND";
    public const string BadInput = "BAD_INPUT";
    public const string TooCostly = "TOO_COSTLY";
    public const string PositionNotReached = "POSITION_NOT_REACHED";
    public const string RateLimited = "RATE_LIMITED";
    public const string Unavailable = "UNAVAILABLE";
    /// <summary>A fault of the node itself, not of the request.</summary>
    public const string Internal = "INTERNAL";

    internal static int StatusOf(string code) => code switch
    {
        Unauthenticated => StatusCodes.Status401Unauthorized,
        Forbidden => StatusCodes.Status403Forbidden,
        NotFound => StatusCodes.Status404NotFound,
        PositionNotReached => StatusCodes.Status409Conflict,
        RateLimited => StatusCodes.Status429TooManyRequests,
        Unavailable => StatusCodes.Status503ServiceUnavailable,
        Internal => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
