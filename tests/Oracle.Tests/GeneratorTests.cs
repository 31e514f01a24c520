using System.Text.Json;
using Oracle.Generate;
using Xunit;
using Xunit.Abstractions;

namespace Oracle.Tests;

public class GeneratorTests(ITestOutputHelper output)
{
    [Fact]
    public void ReachesEveryFieldAndEveryState()
    {
        var coverage = new Coverage();
        for (var seed = 0; seed < 300; seed++)
        {
            coverage.Add(new Generator(seed).Tenant(80));
        }

        output.WriteLine(coverage.ToString());
        Assert.Empty(coverage.Unreached);
    }

    [Fact]
    public void SameSeedSameTenant() => Assert.Equal(new Generator(7).Tenant(50).Events, new Generator(7).Tenant(50).Events);

    [Fact]
    public void EveryEventIsTakenAndNoneIsAheadOfNow()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var generated = new Generator(seed).Tenant(60);
            var (tenant, added) = Generated.Play(generated);
            Assert.NotNull(tenant);
            Assert.DoesNotContain(Added.Rejected, added);
            Assert.Contains(Added.Duplicate, added);
            Assert.All(generated.Events, e =>
            {
                using var document = JsonDocument.Parse(e);
                Assert.True(document.RootElement.GetProperty("time").GetDateTimeOffset() <= generated.Now.ToDateTimeOffset());
            });
        }
    }

    /// <summary>One id of a source on one UTC day never has two contents: which one would count depends on the order of arrival.</summary>
    [Fact]
    public void CopiesAreExact()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var generated = new Generator(seed).Tenant(60);
            var (_, added) = Generated.Play(generated);
            Assert.Equal(generated.Events.Distinct(StringComparer.Ordinal).Count(), added.Count(a => a == Added.Accepted));
        }
    }
}
