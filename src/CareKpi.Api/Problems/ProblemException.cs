namespace CareKpi.Api.Problems;

/// <summary>A request that is answered with a problem: status, code, a sentence that says how to mend it, and the field it is about.</summary>
public sealed class ProblemException(int status, string code, string detail, string? field = null) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Field { get; } = field;

    /// <summary>Where in a text field the fault begins, and how long it is.</summary>
    public int? Position { get; init; }

    public int? Length { get; init; }

    /// <summary>Sent as <c>Retry-After</c>, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ProblemException BadInput(string detail, string? field = null) => new(StatusCodes.Status400BadRequest, ProblemCodes.BadInput, detail, field);

    public static ProblemException Unauthenticated(string detail) => new(StatusCodes.Status401Unauthorized, ProblemCodes.Unauthenticated, detail);

    public static ProblemException Forbidden(string detail) => new(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, detail);

    public static ProblemException NotFound(string detail) => new(StatusCodes.Status404NotFound, ProblemCodes.NotFound, detail);

    public static ProblemException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, ProblemCodes.BadInput, detail);

    public static ProblemException Unsupported(string detail) => new(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.BadInput, detail);
}
