using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Erasure;

public class ErasurePropertyTests
{
    /// <summary>Whenever a customer is erased: the state is that of a log which never knew its name, every other value stays, and who comes with the key later is somebody else.</summary>
    [Fact]
    public void AnErasedCustomerIsAnotherOneWhoNeverHadAName() => Play.ForAll(async (generated, seed) =>
    {
        var tenant = generated with { Events = Erasures.Wordy(generated) };
        var play = new Play(tenant, seed);
        var (log, state) = (new MemoryLogStore(), new MemoryStateStore());
        await using var node = new TestNode(play.Limits(), log, state, new ManualTime(tenant.Now.ToDateTimeOffset()));
        await Play.CreateAsync(node, tenant);
        var events = play.Repeated();
        var first = events.Take(events.Count * (seed % 4) / 3).ToList();
        foreach (var batch in play.Batches(first))
        {
            await node.SendAsync(batch);
            if (play.Chance(3))
            {
                await node.RestartAsync();
            }
        }
        var customer = tenant.Keys.Customers[seed % tenant.Keys.Customers.Count];
        var before = await Erasures.ValuesAsync(node, tenant, Erasures.ScopesWithout(tenant, customer));
        var job = await node.Intake.EraseAsync(customer);
        Assert.Equal(job is null, !first.Exists(sent => sent.Contains($"\"customer\":\"{customer}\"", StringComparison.Ordinal)));
        if (job is null)
        {
            return;
        }
        Assert.Null(await node.ReadAsync(new ScopeRef(Level.Customer, customer), new Period(tenant.From, tenant.To), null));
        if (play.Chance(50))
        {
            await node.RestartAsync();
        }
        await node.DoneAsync(job.Id);
        Assert.Equal(before, await Erasures.ValuesAsync(node, tenant, Erasures.ScopesWithout(tenant, customer)));
        Assert.DoesNotContain($"\"{customer}\"", await Erasures.BytesAsync(log, state), StringComparison.Ordinal);
        foreach (var batch in play.Batches([.. events.Skip(first.Count)]))
        {
            await node.SendAsync(batch);
        }
        var replacement = await Erasures.ReplacementAsync(log, job);
        var digest = await node.Intake.DigestAsync();
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        Assert.Equal(digest with { Position = 0 }, await node.Intake.DigestAsync() with { Position = 0 });
        var expected = await Play.PlainAsync(tenant with { Events = [.. Erasures.Renamed(first, customer, replacement), .. events.Skip(first.Count)] });
        Assert.Equal((expected.Timelines, expected.Cells, expected.Seen), (digest.Timelines, digest.Cells, digest.Seen));
    });
}
