using System.Globalization;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Quality;

/// <summary>Findings have examples that a sender can look up, and none that do not hold any more.</summary>
public sealed class FindingTests : IAsyncDisposable
{
    private readonly TestNode node = new(time: new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task TheNewestTenAreShownAlsoAfterARestart()
    {
        await node.CreateAsync("UTC");
        for (var number = 12; number > 0; number--)
        {
            await SendAsync(Contact($"{number}", string.Create(CultureInfo.InvariantCulture, $"2026-03-{number % 8 + 1:00}T10:{number:00}:00Z"), ""));
        }
        var before = await FoundAsync("contact_without_customer");
        Assert.Equal(12, before.Count);
        Assert.Equal(10, before.Samples.Count);
        Assert.Equal("care.contact.ended demo 7 2026-03-08", before.Samples[0]);
        Assert.DoesNotContain("care.contact.ended demo 8 2026-03-01", before.Samples);
        var digest = await node.Intake.DigestAsync();
        await node.RestartAsync();
        var after = await FoundAsync("contact_without_customer");
        Assert.Equal((before.Count, string.Join('\n', before.Samples)), (after.Count, string.Join('\n', after.Samples)));
        Assert.Equal(digest, await node.Intake.DigestAsync());
    }

    [Fact]
    public async Task WhatWasMendedIsNoExampleAnyMore()
    {
        await node.CreateAsync("UTC");
        await SendAsync(Contact("1", "2026-03-02T10:00:00Z", ""), Contact("2", "2026-03-02T11:00:00Z", ""));
        await SendAsync(Contact("3", "2026-03-02T10:00:00Z", """,  "customer":"ana" """, "1").Replace("c3", "c1", StringComparison.Ordinal));
        var found = await FoundAsync("contact_without_customer");
        Assert.Equal((1, "care.contact.ended demo 2 2026-03-02"), (found.Count, Assert.Single(found.Samples)));
    }

    [Fact]
    public async Task TooManyContactsAreToldOfTheCustomer()
    {
        await node.CreateAsync("UTC");
        await SendAsync([.. Enumerable.Range(1, 250).Select(number => Contact($"{number}", string.Create(CultureInfo.InvariantCulture, $"2026-03-02T10:{number / 60:00}:{number % 60:00}Z"), ""","customer":"robot","resolved":true"""))]);
        var found = await FoundAsync("not_a_person");
        Assert.Contains("customer robot 2026-03-02", found.Samples);
    }

    /// <summary>Only those of cases, contacts and surveys were.</summary>
    [Fact]
    public async Task AStatusThatSupersedesNothingIsTold()
    {
        await node.CreateAsync("UTC");
        await SendAsync(Superseding(Sent.Status("2", "2026-03-04T09:00:00Z", "lee", "break"), "1", "2026-03-02T08:00:00Z"));
        var found = await FoundAsync("superseded_not_found");
        Assert.Equal((1, "care.agent.status demo 2 2026-03-04"), (found.Count, Assert.Single(found.Samples)));
        await node.RestartAsync();
        await SendAsync(Sent.Status("1", "2026-03-02T09:00:00Z", "lee", "available"));
        Assert.Null(await QualityAsync("superseded_not_found"));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("team")]
    [InlineData("customer")]
    public async Task ADescriptionThatSupersedesNothingIsTold(string what)
    {
        await node.CreateAsync("UTC");
        await SendAsync(Superseding(Described("2", "2026-03-02T09:00:00Z", what), "1", "2026-03-02T08:00:00Z"));
        var found = await FoundAsync("superseded_not_found");
        Assert.Equal((1, $"care.{what}.described demo 2 2026-03-02"), (found.Count, Assert.Single(found.Samples)));
        await SendAsync(Described("1", "2026-03-02T07:00:00Z", what));
        Assert.Null(await QualityAsync("superseded_not_found"));
    }

    private async Task<QualityCount> FoundAsync(string code) => await QualityAsync(code) ?? throw new InvalidOperationException($"{code} was not found");

    private async Task<QualityCount?> QualityAsync(string code) => (await node.Intake.QualityAsync()).Findings.FirstOrDefault(found => found.Code == code);

    private async Task SendAsync(params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private static string Contact(string id, string time, string more, string? supersedes = null)
    {
        var sent = Sent.Event(id, time, "care.contact.ended", $$"""{"contact":"c{{id}}","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"agent":"lee"{{more}}}""");
        return supersedes is null ? sent : Superseding(sent, supersedes, time);
    }

    private static string Described(string id, string time, string what) => Sent.Event(id, time, $"care.{what}.described", $$"""{"{{what}}":"x","name":"X"}""");

    private static string Superseding(string sent, string id, string time) => sent.Replace("\"data\":", $"\"supersedes\":\"{id}\",\"supersedestime\":\"{time}\",\"data\":", StringComparison.Ordinal);
}
