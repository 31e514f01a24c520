using System.Globalization;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Testing;
using Xunit;
using static CareKpi.Engine.Tests.Now.NowReads;

namespace CareKpi.Engine.Tests.Now;

/// <summary>What is now is a function of the log: shuffled, doubled, in whatever batches, read in between or not, after restarts and a rebuild the board is the same, and it is the one that a plain reading of the events gives.</summary>
public class NowPropertyTests
{
    private static readonly string[] States = ["available", "assisting", "wrap", "training", "break", "offline"];

    private sealed record Said(string Id, string Key, int Minute, string Word, string? Over, bool IsStatus, bool IsEnd, bool IsWithdrawal);

    [Fact]
    public async Task HoweverEventsComeTheBoardIsTheSame()
    {
        var (told, waited) = (0, 0);
        for (var seed = 1; seed <= Math.Max(40, Play.Cases()); seed++)
        {
            var random = new Random(seed);
            var said = Story(random);
            var expected = Expected(said);
            told += said.Select(of => of.Key).Distinct().Count();
            waited += expected.Contains("bills", StringComparison.Ordinal) || expected.Contains("cards", StringComparison.Ordinal) ? 1 : 0;
            var events = said.Concat(said.Where(_ => random.Next(4) == 0)).Select(of => Json(of, said.Find(other => other.Id == of.Over)?.Minute)).ToArray();
            for (var play = 0; play < 3; play++)
            {
                random.Shuffle(events);
                await using var node = await NodeAsync();
                foreach (var batch in events.Chunk(random.Next(1, 12)))
                {
                    await node.SendAllAsync(batch);
                    switch (random.Next(6))
                    {
                        case 0:
                            await node.NowAsync();
                            break;
                        case 1:
                            await node.RestartAsync(random.Next(2) == 0 ? Play.Hasty : Play.Lazy);
                            break;
                    }
                }
                Assert.True(expected == await TextAsync(node), $"seed {seed}: {expected} is {await TextAsync(node)}");
                await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
                Assert.Equal(expected, await TextAsync(node));
                await node.RestartAsync();
                Assert.Equal(expected, await TextAsync(node));
            }
        }
        Assert.True(told > 300 && waited > 30, $"{told} agents and contacts, {waited} boards with somebody who waits: this shows little");
    }

    /// <summary>Two days before noon; ids name each event, and times do not tie.</summary>
    private static List<Said> Story(Random random)
    {
        var said = new List<Said>();
        for (var i = random.Next(10, 60); i > 0; i--)
        {
            var isStatus = random.Next(2) == 0;
            var isEnd = !isStatus && random.Next(3) == 0;
            var key = $"{(isStatus ? 'a' : 'k')}{random.Next(6)}";
            var targets = said.Where(other => other.Key == key && !other.IsWithdrawal).ToList();
            var over = targets.Count > 0 && random.Next(4) == 0 ? targets[random.Next(targets.Count)] : null;
            var isWithdrawal = over is not null && random.Next(2) == 0;
            said.Add(new Said($"e{i}", key, random.Next(2 * 24 * 60), isStatus ? States[random.Next(6)] : random.Next(2) == 0 ? "bills" : "cards", over?.Id, isStatus, over is not null && !isWithdrawal ? over.IsEnd : isEnd, isWithdrawal));
        }
        return [.. said.DistinctBy(of => of.Minute)];
    }

    private static string Json(Said said, int? overMinute)
    {
        var at = At(said.Minute);
        var sent = said switch
        {
            { IsWithdrawal: true } => Event(said.Id, at, "care.event.withdrawn", $$"""{"{{(said.IsStatus ? "agent" : "contact")}}":"{{said.Key}}"}"""),
            { IsStatus: true } => Status(said.Id, at, said.Key, said.Word),
            { IsEnd: true } => Ended(said.Id, at, said.Key),
            _ => Queued(said.Id, at, said.Key, $$""","queue":"{{said.Word}}" """),
        };
        return said.Over is null ? sent : Over(sent, said.Over).Replace("\"supersedes\"", $"\"supersedestime\":\"2026-{At(overMinute ?? 0)}:00Z\",\"supersedes\"", StringComparison.Ordinal);
    }

    private static string At(int minute) => Noon.AddDays(-2).AddMinutes(minute + 1).ToString("MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Written down from the contract, over all events at once.</summary>
    private static string Expected(List<Said> said)
    {
        var byId = said.ToDictionary(of => of.Id);
        var over = said.Where(of => of.Over is not null && byId.ContainsKey(of.Over)).ToLookup(of => of.Over!);
        bool Counts(Said of) => !of.IsWithdrawal && !over[of.Id].Any() && !(of.Over is not null && over[of.Over].Any(rival => rival.Minute > of.Minute));
        var counting = said.Where(Counts).OrderBy(of => of.Minute).ToList();
        var agents = said.Where(of => of.IsStatus).Select(of => of.Key).Distinct().Order(StringComparer.Ordinal).Select(agent =>
        {
            var last = counting.LastOrDefault(of => of.IsStatus && of.Key == agent);
            var runs = last is not null && (2 * 24 * 60) - (last.Minute + 1) < 16 * 60;
            return $"{agent} {(runs ? last!.Word : "offline")} {(runs ? last!.Minute + 1 : null)}";
        });
        var ended = counting.Where(of => of.IsEnd).Select(of => of.Key).ToHashSet();
        var queues = counting.Where(of => !of.IsStatus && !of.IsEnd && !ended.Contains(of.Key)).GroupBy(of => of.Key).Select(of => of.Last()).Where(of => of.Minute + 1 >= 24 * 60)
            .GroupBy(of => of.Word).Select(queue => (queue.Key, Count: queue.Count(), Since: queue.Min(of => of.Minute) + 1)).OrderBy(queue => queue.Since);
        return string.Join(", ", agents) + " | " + string.Join(", ", queues.Select(queue => $"{queue.Key} {queue.Count} {queue.Since}"));
    }

    private static async Task<string> TextAsync(TestNode node)
    {
        var board = await node.NowAsync();
        return string.Join(", ", board.Items.Select(item => $"{item.Agent} {item.Status.ToString().ToLowerInvariant()} {Minute(item.Since)}"))
            + " | " + string.Join(", ", board.Queues.Select(queue => $"{queue.Queue} {queue.Waiting} {Minute(queue.LongestSince)}"));
    }

    private static int? Minute(long? micros) => micros is { } at ? (int)(DateTimeOffset.UnixEpoch.AddMicroseconds(at) - Noon.AddDays(-2)).TotalMinutes : null;
}
