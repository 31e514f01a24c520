using System.Diagnostics;
using System.Reflection;
using CareKpi.Kpis.Events;
using Xunit;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>A promise about memory, which holds for optimised code only: what is kept on the stack in Release stands on the heap in Debug. There the test is skipped, and says so.</summary>
public sealed class OptimisedFactAttribute : FactAttribute
{
    public OptimisedFactAttribute() => Skip = Optimised.WhyNot;
}

/// <inheritdoc cref="OptimisedFactAttribute"/>
public sealed class OptimisedTheoryAttribute : TheoryAttribute
{
    public OptimisedTheoryAttribute() => Skip = Optimised.WhyNot;
}

internal static class Optimised
{
    /// <summary>null: the product was built optimised.</summary>
    public static string? WhyNot { get; } = typeof(EventParser).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }
        ? "Measures memory, which says something of optimised code only: run with -c Release."
        : null;
}
