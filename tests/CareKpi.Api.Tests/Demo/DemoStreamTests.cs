using System.Security.Cryptography;
using CareKpi.Cli.Demo;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Sentiment;

namespace CareKpi.Api.Tests.Demo;

/// <summary>What <c>carekpi demo</c> writes.</summary>
public sealed class DemoStreamTests
{
    private static readonly DemoSize Story = DemoSize.Story(new(2026, 3, 31));

    [Fact]
    public void The_same_sizes_give_the_same_bytes_and_another_seed_others()
    {
        var hash = Hash(Story with { Days = 60 });
        Assert.Equal(hash, Hash(Story with { Days = 60 }));
        Assert.NotEqual(hash, Hash(Story with { Days = 60, Seed = 2 }));
        Assert.NotEqual(hash, Hash(Story with { Days = 60, Until = Story.Until.AddDays(1) }));
    }

    [Fact]
    public void Every_event_is_valid_has_an_id_of_its_own_and_all_of_them_are_few_enough_for_a_first_start()
    {
        var lines = DemoGenerator.Write(Story).ToList();
        Assert.InRange(lines.Count, 250_000, 350_000);
        IsValid(lines);
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 0)]
    [InlineData(1, 2, 10, 3, 10)]
    [InlineData(10, 100, 2000, 7, 300)]
    [InlineData(12, 12, 1009, 200, 5)]
    public void Companies_of_every_size_are_told_of(int teams, int agents, int customers, int days, int contacts)
    {
        var size = Story with { Teams = teams, Agents = agents, Customers = customers, Days = days, ContactsPerDay = contacts };
        var lines = DemoGenerator.Write(size).ToList();
        IsValid(lines);
        Assert.Equal(agents, lines.Where(static line => line.Id.StartsWith("agent-", StringComparison.Ordinal)).Select(static line => line.Id.Split('-')[3]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(customers, lines.Count(static line => line.Id.StartsWith("customer-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Today_goes_on_until_now_and_what_was_before_stays_the_same()
    {
        var size = Story with { Days = 20 };
        var now = new DateTime(2026, 4, 1, 11, 0, 0);
        var (before, after) = (Ids(DemoGenerator.Write(size)), Ids(DemoGenerator.Write(size, now)));
        Assert.Subset(after, before);
        var today = DemoGenerator.Write(size, now).Where(line => !before.Contains(line.Id)).ToList();
        // Who works today was planned the evening before.
        Assert.All(today, line => Assert.InRange(line.Time, new DateTime(2026, 3, 31, 18, 0, 0), now));
        Assert.Contains(today, static line => line.Id.StartsWith("status-", StringComparison.Ordinal));
        Assert.Contains(today, static line => line.Id.EndsWith("/queued", StringComparison.Ordinal));
        // Days later it is no longer today.
        Assert.Equal(before, Ids(DemoGenerator.Write(size, now.AddDays(2))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_customers_write_is_understood(bool good) =>
        Assert.All(DemoTexts.Said(good), text => Assert.True(good ? SentimentAnalyser.Score(text.AsSpan()) > 50_000 : SentimentAnalyser.Score(text.AsSpan()) < -50_000, $"{text} {SentimentAnalyser.Score(text.AsSpan())}"));

    private static HashSet<string> Ids(IEnumerable<DemoLine> lines) => lines.Select(static line => line.Id).ToHashSet(StringComparer.Ordinal);

    private static string Hash(DemoSize size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in DemoGenerator.Write(size))
        {
            hash.AppendData(line.Json);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void IsValid(IReadOnlyCollection<DemoLine> lines)
    {
        Assert.Equal(lines.Count, lines.Select(static line => line.Id).Distinct(StringComparer.Ordinal).Count());
        foreach (var part in lines.Chunk(10_000))
        {
            var batch = EventBatch.Rent();
            var result = EventParser.Parse([.. part.SelectMany(static line => line.Json.Append((byte)'\n'))], BodyForm.Lines, new ParseContext("demo", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000), batch);
            Assert.True(result.IsOk, result.Message);
            Assert.Empty(batch.Rejections);
            Assert.Equal(part.Length, batch.Count);
        }
    }
}
