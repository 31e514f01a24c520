using CareKpi.Cli.Demo;
using CareKpi.Kpis.Events;

namespace CareKpi.Api.Tests;

public sealed class DemoTests
{
    private static readonly DemoSize Small = new(Seed: 7, Teams: 3, Agents: 6, Customers: 40, Days: 30, ContactsPerDay: 30, Until: new(2026, 3, 31));

    [Fact]
    public void The_same_sizes_give_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Bytes(Small), Bytes(Small));
        Assert.NotEqual(Bytes(Small), Bytes(Small with { Seed = 8 }));
    }

    [Fact]
    public void Every_event_is_valid_and_has_an_id_of_its_own()
    {
        var lines = DemoGenerator.Write(Small).ToList();
        Assert.Equal(lines.Count, lines.Select(line => line.Id).Distinct(StringComparer.Ordinal).Count());
        var batch = EventBatch.Rent();
        var result = EventParser.Parse(Bytes(Small), BodyForm.Lines, new ParseContext("demo", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000), batch);
        Assert.True(result.IsOk, result.Message);
        Assert.Empty(batch.Rejections);
        Assert.Equal(lines.Count, batch.Count);
    }

    [Fact]
    public void The_incident_and_the_weekend_can_be_seen()
    {
        var contacts = DemoGenerator.Write(Small with { ContactsPerDay = 200 }).Where(line => line.Id.StartsWith("contact", StringComparison.Ordinal)).CountBy(line => DateOnly.FromDateTime(line.Time)).ToDictionary();
        Assert.True(contacts[new(2026, 3, 21)] > contacts[new(2026, 3, 14)] * 1.4, "the incident is on a Saturday ten days before the end");
        Assert.True(contacts[new(2026, 3, 29)] < contacts[new(2026, 3, 30)] / 2, "Sunday is quiet");
    }

    private static byte[] Bytes(DemoSize size) => [.. DemoGenerator.Write(size).SelectMany(line => line.Json.Append((byte)'\n'))];
}
