using CareKpi.Api.Jobs;

namespace CareKpi.Api.Imports;

/// <summary>A line of a file: the events that it makes, each one line of NDJSON, or why it makes none.</summary>
public sealed record MappedRow(int Line, IReadOnlyList<byte[]> Events, RowError? Error);
