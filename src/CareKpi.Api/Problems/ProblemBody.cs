namespace CareKpi.Api.Problems;

/// <summary>An error answer, RFC 9457.</summary>
public sealed record ProblemBody(string Title, int Status, string Code, string Detail)
{
    /// <summary>The field of the request that the problem is about.</summary>
    public string? Field { get; init; }
}
