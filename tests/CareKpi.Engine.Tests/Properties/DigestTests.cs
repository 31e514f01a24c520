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

    /// <summary>Each setting that facts are judged by, given for the beginning after everything had been judged without it.</summary>
    [Theory]
    [InlineData("""{"repeatWindowDays":1}""")]
    [InlineData("""{"serviceLevel":{"thresholds":{"voice":5,"web":60},"shortAbandon":{"voice":20}}}""")]
    [InlineData("""{"businessHours":{"hours":{"mon":[["08:00","12:00"],["13:00","17:00"]],"thu":[["00:00","24:00"]],"sat":[["01:30","03:30"]]},"holidays":["2026-03-09"]}}""")]
    [InlineData("""{"slaPolicies":[{"priority":["high"],"firstResponse":60},{"firstResponse":600,"nextResponse":600,"resolution":86400,"pauseOnCustomer":true}]}""")]
    [InlineData("""{"businessHours":{"hours":{"mon":[["08:00","12:00"]],"wed":[["08:00","12:00"]]}},"slaPolicies":[{"channel":["voice","email"],"firstResponse":7200,"resolution":86400,"clock":"business"}]}""")]
    public async Task ASettingFromTheBeginningIsAFreshLoadWithIt(string given)
    {
        using var setting = System.Text.Json.JsonDocument.Parse(given);
        var changed = 0;
        for (var seed = 1; seed <= Math.Max(16, Play.Cases() / 5); seed++)
        {
            var tenant = new Generator(seed).Tenant(60, everyType: seed % 2 == 0);
            await using var late = Play.NodeOf(tenant);
            await late.CreateAsync(tenant.TimeZone);
            await late.SendAsync(tenant.Events);
            var before = await late.Intake.DigestAsync();
            if ((await late.Intake.ChangeSettingsAsync(new SettingsChange(long.MinValue, setting.RootElement))).Job is { } job)
            {
                await late.DoneAsync(job);
            }
            await using var fresh = Play.NodeOf(tenant);
            await fresh.CreateAsync(tenant.TimeZone, setting.RootElement);
            await fresh.SendAsync(tenant.Events);
            var (expected, digest) = (await fresh.Intake.DigestAsync(), await late.Intake.DigestAsync());
            Assert.Equal((expected.State, expected.Seen), (digest.State, digest.Seen));
            changed += string.Equals(before.State, digest.State, StringComparison.Ordinal) ? 0 : 1;
        }
        Assert.True(changed > 0, "the setting changes nothing, so this shows nothing");
    }

    /// <summary>Days, hours, midnights and business hours are those of the new zone.</summary>
    [Theory]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/New_York")]
    public async Task AnotherTimeZoneIsAFreshLoadWithIt(string zone)
    {
        for (var seed = 1; seed <= Math.Max(4, Play.Cases() / 10); seed++)
        {
            var tenant = new Generator(seed).Tenant(60, everyType: seed % 2 == 0);
            using var settings = System.Text.Json.JsonDocument.Parse("""{"businessHours":{"hours":{"mon":[["08:00","12:00"]],"wed":[["13:00","17:00"]]}}}""");
            await using var late = Play.NodeOf(tenant);
            await late.CreateAsync("Europe/London", settings.RootElement);
            await late.SendAsync(tenant.Events);
            var before = await late.Intake.DigestAsync();
            var info = (await late.Intake.DescribeAsync())!;
            var moved = await late.Intake.CreateAsync(new TenantSpec(info.Name, zone, info.Currency, info.Industry, info.Locale, null));
            Assert.Equal(zone, moved.TimeZone);
            await late.DoneAsync(moved.Job!);
            await using var fresh = Play.NodeOf(tenant);
            await fresh.CreateAsync(zone, settings.RootElement);
            await fresh.SendAsync(tenant.Events);
            var (expected, digest) = (await fresh.Intake.DigestAsync(), await late.Intake.DigestAsync());
            Assert.NotEqual(before.Cells, digest.Cells);
            Assert.Equal((expected.State, expected.Seen), (digest.State, digest.Seen));
            await late.RestartAsync();
            Assert.Equal(digest.State, (await late.Intake.DigestAsync()).State);
            Assert.Null((await late.Intake.CreateAsync(new TenantSpec(info.Name, zone, info.Currency, info.Industry, info.Locale, null))).Job);
        }
    }

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
