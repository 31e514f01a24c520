using CareKpi.Kpis.Catalogue;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>A code of a table of docs/contracts/kpis.md with the cells of its row.</summary>
internal sealed record ContractRow(string Code, bool Alone, KeyResultArea Area, int Row, string[] Names, string Unit, string Direction, string Time, string Levels, string Tier);

internal static class ContractTable
{
    /// <summary>The rows of the tables that stand under a key result area, in order.</summary>
    public static IReadOnlyList<ContractRow> Rows { get; } = [.. Read(Repository.Read("docs/contracts/kpis.md"))];

    private static IEnumerable<ContractRow> Read(string document)
    {
        KeyResultArea? area = null;
        var row = 0;
        foreach (var line in document.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                (area, row) = (Enum.TryParse<KeyResultArea>(line.Split(' ')[1], out var named) ? named : null, 0);
            }
            else if (area is { } here && line.StartsWith("| `", StringComparison.Ordinal))
            {
                row++;
                var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
                Assert.Equal(8, cells.Length);
                var codes = cells[0].Split(" / ").Select(code => code.Trim('`')).ToArray();
                for (var i = 0; i < codes.Length; i++)
                {
                    yield return new(codes[i], codes.Length == 1, here, (row * 10) + i, cells[1].Split(" · "), cells[3], cells[4], cells[5], cells[6], cells[7]);
                }
            }
        }
    }
}
