using Xunit;

namespace Oracle.Tests;

public class IndependenceTests
{
    /// <summary>What is judged may not help to judge.</summary>
    [Fact]
    public void KnowsNothingOfTheEngine() => Assert.DoesNotContain(
        typeof(OracleTenant).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("CareKpi", StringComparison.OrdinalIgnoreCase));
}
