using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Testing;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>State is a function of the set of events: not of their order, repetition, batching, restarts or checkpoints. Digests are compared as they are, without tolerance.</summary>
public class DigestTests
{
    [Fact]
    public void TheOrderOfArrivalMakesNoDifference() => Play.ForAll(async (tenant, seed) =>
        Assert.Equal(await Play.PlainAsync(tenant), await PlayedAsync(tenant, seed, static play => [[.. play.Shuffled()]])));

    [Fact]
    public void ComingAgainMakesNoDifference() => Play.ForAll(async (tenant, seed) =>
        Assert.Equal(await Play.PlainAsync(tenant), await PlayedAsync(tenant, seed, static play => [[.. play.Repeated()]])));

    [Fact]
    public void BatchesMakeNoDifference() => Play.ForAll(async (tenant, seed) =>
        AssertSame(await Play.PlainAsync(tenant), await PlayedAsync(tenant, seed, play => play.Batches(tenant.Events))));

    [Fact]
    public void TheTimeOfCheckpointsMakesNoDifference() => Play.ForAll(async (tenant, seed) =>
    {
        AssertSame(await Play.PlainAsync(tenant), await PlayedAsync(tenant, seed, play => play.Batches(tenant.Events), Play.Hasty));
        AssertSame(await Play.PlainAsync(tenant), await PlayedAsync(tenant, seed, play => play.Batches(tenant.Events), new Play(tenant, seed).Limits()));
    });

    [Fact]
    public void RestartsMakeNoDifference() => Play.ForAll(async (tenant, seed) =>
    {
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        foreach (var batch in play.Batches(play.Shuffled()))
        {
            await node.SendAsync(batch);
            if (play.Chance(30))
            {
                await node.RestartAsync(play.Limits());
            }
        }
        AssertSame(await Play.PlainAsync(tenant), await node.Intake.DigestAsync());
        await node.RestartAsync();
        AssertSame(await Play.PlainAsync(tenant), await node.Intake.DigestAsync());
    });

    [Fact]
    public void ARebuildMakesNoDifference() => Play.ForAll(async (tenant, seed) =>
    {
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        foreach (var batch in play.Batches(play.Repeated()))
        {
            await node.SendAsync(batch);
        }
        var live = await node.Intake.DigestAsync();
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        AssertSame(live, await node.Intake.DigestAsync());
        AssertSame(await Play.PlainAsync(tenant), live);
    });

    [Fact]
    public void EventsThatComeDuringARebuildAreInIt() => Play.ForAll(async (tenant, seed) =>
    {
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        string? job = null;
        foreach (var batch in play.Batches(tenant.Events))
        {
            job = play.Chance(20) || job is null ? (await node.Intake.RebuildAsync()).Id : job;
            await node.SendAsync(batch);
        }
        await node.DoneAsync(job!);
        AssertSame(await Play.PlainAsync(tenant), await node.Intake.DigestAsync());
    });

    [Fact]
    public void SettingsFromTheBeginningAreAFreshLoadWithThem() => Play.ForAll(async (tenant, seed) =>
    {
        using var settings = System.Text.Json.JsonDocument.Parse(tenant.Settings);
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        // First without any, then each change in the middle of the load.
        await node.CreateAsync(tenant.TimeZone);
        var changes = new Queue<System.Text.Json.JsonElement>(settings.RootElement.EnumerateArray());
        string? job = null;
        foreach (var batch in play.Batches(tenant.Events))
        {
            await node.SendAsync(batch);
            if (play.Chance(40))
            {
                job = await ChangeAsync(node, changes) ?? job;
            }
        }
        while (changes.Count > 0)
        {
            job = await ChangeAsync(node, changes) ?? job;
        }
        if (job is not null)
        {
            await node.DoneAsync(job);
        }
        var plain = await Play.PlainAsync(tenant);
        var digest = await node.Intake.DigestAsync();
        Assert.Equal((plain.Timelines, plain.Cells, plain.Seen), (digest.Timelines, digest.Cells, digest.Seen));
    });

    /// <summary>They were taken for stored when a tenant was woken before its first checkpoint.</summary>
    [Fact]
    public async Task NamesThatOnlySettingsSayAreStoredToo()
    {
        using var settings = System.Text.Json.JsonDocument.Parse("""{"tagDimensions":["product"]}""");
        await using var node = new TestNode();
        await node.CreateAsync("UTC", settings.RootElement);
        await node.RestartAsync();
        await node.SendAsync([Sent.Status("1", "2025-12-30T09:00:00Z", "lee", "available")]);
        var before = await node.Intake.DigestAsync();
        await node.RestartAsync();
        AssertSame(before, await node.Intake.DigestAsync());
    }

    private static async Task<string?> ChangeAsync(TestNode node, Queue<System.Text.Json.JsonElement> changes)
    {
        if (!changes.TryDequeue(out var change))
        {
            return null;
        }
        var from = change.GetProperty("validFrom").GetString()!;
        var at = from is "beginning" ? long.MinValue : (DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return (await node.Intake.ChangeSettingsAsync(new SettingsChange(at, change.GetProperty("settings")))).Job;
    }

    private static async Task<Digests> PlayedAsync(GeneratedTenant tenant, int seed, Func<Play, IEnumerable<string[]>> batches, EngineLimits? limits = null)
    {
        await using var node = Play.NodeOf(tenant, limits);
        await Play.CreateAsync(node, tenant);
        foreach (var batch in batches(new Play(tenant, seed)))
        {
            await node.SendAsync(batch);
        }
        return await node.Intake.DigestAsync();
    }

    /// <summary>Positions differ with the number of entries; nothing else does.</summary>
    private static void AssertSame(Digests expected, Digests actual) => Assert.Equal(expected with { Position = 0 }, actual with { Position = 0 });
}
