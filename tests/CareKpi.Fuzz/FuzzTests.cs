using CareKpi.Fuzz.Events;
using CareKpi.Fuzz.Formulas;
using CareKpi.Fuzz.Imports;

namespace CareKpi.Fuzz;

/// <summary>Whatever comes from outside is answered as the contracts say, in bounded time and memory.</summary>
[Trait("Suite", "fuzz")]
public sealed class FuzzTests
{
    [Fact]
    public void Events_are_taken_or_refused() => new FuzzRun(new EventTarget(), Size.Of(2_000, 5_200_000)).Run();

    [Fact]
    public void Formulas_are_taken_or_refused() => new FuzzRun(new FormulaTarget(), Size.Of(2_000, 2_800_000)).Run();

    [Fact]
    public void Definitions_are_taken_or_refused() => new FuzzRun(new DefinitionTarget(), Size.Of(500, 200_000)).Run();

    [Fact]
    public void Files_are_read_or_refused() => new FuzzRun(new CallCenterTarget(), Size.Of(1_000, 1_000_000)).Run();
}
