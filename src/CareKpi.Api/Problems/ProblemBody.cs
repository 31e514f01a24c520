namespace CareKpi.Api.Problems;

/// <summary>An error answer, RFC 9457.</summary>
public sealed record ProblemBody(string Title, int Status, string Code, string Detail)
{
    /// <summary>The field of the request that the problem is about.</summary>
    public string? Field { get; init; }

    /// <summary>Where in a text field the fault begins (0-based, UTF-16 code units), and how long it is.</summary>
    public int? Position { get; init; }

    public int? Length { get; init; }
}
