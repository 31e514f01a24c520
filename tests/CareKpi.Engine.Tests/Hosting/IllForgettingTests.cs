using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>What is older than the horizon is removed when the stores are well again; until then the tenant goes on.</summary>
public class IllForgettingTests
{
    private static readonly DateOnly Horizon = new(2026, 3, 4);

    [Theory]
    [InlineData("log.claim")]
    [InlineData("log.read")]
    public async Task AStoreThatFailsIsAskedAgainLater(string step)
    {
        await using var node = new Forgetful(new Generator(3).Tenant(10));
        await node.Node.CreateAsync("UTC");
        await node.KeepAsync();
        await node.RestartAsync(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
        await node.Node.SendAsync([Sent.Opened("1", "2026-03-02T08:00:00Z", "a"), Sent.Opened("2", "2026-03-05T08:00:00Z", "b")]);
        // It moves, and dies before it has removed anything.
        await node.TickAsync(Forgetful.LateFor(Horizon));
        await node.RestartAsync(Forgetful.LateFor(Horizon));
        var dies = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Fail("log.rewrite", () => dies.TrySetResult() || true);
        await MovedAsync(node);
        await dies.Task.WaitAsync(TimeSpan.FromSeconds(60));
        node.Crash();
        Assert.NotNull((await node.Node.Intake.DescribeAsync())!.Horizon);
        var (tries, tried) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        node.Fail(step, () => ++tries > 0 && (tried.TrySetResult() || true));
        var activations = node.Count("log.head");
        await node.LookedAsync();
        await tried.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await node.LookedAsync();
        Assert.Equal(1, tries);
        // The same activation: nobody began again.
        Assert.Equal(activations, node.Count("log.head"));
        var read = await node.Node.ReadAsync(new ScopeRef(Level.Tenant, ""), new Period(new(2026, 3, 1), new(2026, 3, 31)), ["cases_opened"]);
        Assert.Equal(2, read!.Values![0].Value);
        node.Fail(step, static () => false);
        node.Node.Time.Advance(TimeSpan.FromMinutes(1));
        await node.ForgottenAsync();
    }

    private static async Task MovedAsync(Forgetful node)
    {
        while (true)
        {
            try
            {
                await node.MovedAsync(Horizon);
                return;
            }
            catch (UnavailableException)
            {
                // Whoever asks while it dies asks again.
            }
        }
    }
}
