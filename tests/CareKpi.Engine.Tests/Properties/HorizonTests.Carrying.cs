using System.IO.Compression;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>What a move carries: all that is lacked, once, in parts.</summary>
public partial class HorizonTests
{
    /// <summary>Some parts of what is carried are in the log, some of these in the state: a crash, at every step in turn.</summary>
    [Theory]
    [InlineData("log.append")]
    [InlineData("log.append.synced")]
    [InlineData("state.write")]
    [InlineData("state.write.synced")]
    public async Task AMoveThatWasCutShortAmidWhatItCarriesIsDone(string step)
    {
        var cuts = 0;
        for (var skip = 0; skip < 24; skip += 3)
        {
            var tenant = new Generator(skip + 1).Tenant(120, everyType: true);
            await using var twin = new Forgetful(tenant);
            await using var node = new Forgetful(tenant, Play.Hasty with { CarriedBytes = 1_000 });
            await LoadAsync(new Play(tenant, skip), node, twin);
            var day = FirstOf(tenant).AddDays(10);
            await node.TickAsync(Forgetful.LateFor(day));
            await node.RestartAsync(Forgetful.LateFor(day));
            var left = skip;
            node.Fail(step, () => CarriedIn(node) > 0 && left-- == 0 && ++cuts > 0);
            await CutShortAsync(tenant, node, twin, day, seed: skip);
        }
        Assert.Equal(8, cuts);
    }

    /// <summary>However much lies before the horizon: no entry is much more than is asked for.</summary>
    [Fact]
    public async Task WhatIsCarriedComesInParts()
    {
        const long Most = 10_000;
        var tenant = new Generator(7).Tenant(400, everyType: true);
        await using var node = new Forgetful(tenant, Play.Lazy with { CarriedBytes = Most });
        await node.CreateAsync();
        await node.Node.SendAsync(tenant.Events);
        await node.KeepAsync();
        await node.ForgetAsync(DateOnly.FromDateTime(tenant.Events.Max(Forgetful.TimeOf).UtcDateTime));
        var parts = node.Log.Entries(TestNode.Tenant).Where(static entry => LogEntry.KindOf(entry) == LogEntryKind.Carried).Select(static entry => CarriedEntry.Decode(entry, new NameTable())).ToList();
        Assert.InRange(parts.Count, 10, 1_000);
        // One dossier is never parted.
        Assert.All(parts, static part => Assert.InRange(part.Weight, 0, Most + 30_000));
        Assert.DoesNotContain(parts, static part => part.Cells.Cells.Values.Any(static block => block.IsZero));
    }

    /// <summary>Settings that open the next generation come when all is carried and nothing says yet that the horizon has moved: the move is applied while the next generation is being planned.</summary>
    [Fact]
    public async Task SettingsThatComeBesideAMoveCountNothingTwice()
    {
        var tenant = new Generator(5).Tenant(120, everyType: true);
        await using var twin = new Forgetful(tenant);
        await using var node = new Forgetful(tenant, Play.Lazy);
        foreach (var each in (Forgetful[])[node, twin])
        {
            await each.CreateAsync();
            await each.Node.SendAsync(tenant.Events);
        }
        // Days are asked for when it is that late: there is one move.
        var day = FirstOf(tenant).AddDays(10);
        await node.RestartAsync(Forgetful.LateFor(day));
        await node.TickAsync(Forgetful.LateFor(day));
        var (came, goes, compared) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        Task? changing = null;
        node.Hold = step => step switch
        {
            // The last part is in the generation, which is being written.
            "state.write" when changing is null && CarriedIn(node) == 3 => ChangeAsync(),
            "log.append" when changing is not null && !goes.Task.IsCompleted => AppendAsync(),
            "log.read" when changing is not null && HasMoved(node) => changing,
            // What is planned beside it is not swapped to before it is looked at.
            "log.append" when HasMoved(node) => compared.Task,
            _ => Task.CompletedTask,
        };
        await twin.RestartAsync(new DateTimeOffset(day.AddDays(Forgetful.Days), new TimeOnly(0, 30), TimeSpan.Zero));
        var periods = PeriodsOf(tenant, new Random(5));
        var expected = await twin.ValuesAsync(periods);
        try
        {
            await node.KeepAsync();
            await node.MovedAsync(day);
            await Assert.IsType<Task<SettingsHistory>>(changing, exactMatch: false);
            Assert.Equal([LogEntryKind.Carried, LogEntryKind.SettingsChanged, LogEntryKind.HorizonMoved], KindsOf(node)[^3..]);
            Same(expected, await node.ValuesNowAsync(periods));
        }
        finally
        {
            goes.TrySetResult();
            compared.SetResult();
        }
        while (!await node.Node.Host.OnIntakeAsync(TestNode.Tenant, static grain => Task.FromResult(grain.IsIdle)))
        {
            await node.LookAsync();
        }
        Same(expected, await node.ValuesAsync(periods));

        async Task ChangeAsync()
        {
            // Of nothing that there is yet: figures stay.
            changing = node.Node.Intake.ChangeSettingsAsync(new SettingsChange(Micros(day.AddYears(9)), System.Text.Json.JsonElement.Parse("""{"repeatWindowDays":9}""")));
            await came.Task;
        }

        // The entry stays on its way until the move has followed it.
        async Task AppendAsync()
        {
            came.TrySetResult();
            _ = FollowAsync();
            await goes.Task;
        }

        async Task FollowAsync()
        {
            var settings = KindsOf(node).Count + 1L;
            while (!goes.Task.IsCompleted && await node.Node.Host.OnIntakeAsync(TestNode.Tenant, static grain => Task.FromResult(grain.LastSeq)) <= settings)
            {
                await node.LookAsync();
            }
            goes.TrySetResult();
        }
    }

    /// <summary>What came before the horizon corrects what comes after it, and was corrected (or taken back) itself. The first correction stays with what it corrects, the second one goes: alone, the first would count again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatWasCorrectedTwiceCountsAsEver(bool isTakenBack)
    {
        var tenant = new Generator(3).Tenant(10);
        await using var node = new Forgetful(tenant);
        await using var twin = new Forgetful(tenant);
        List<Period> periods = [new(new(2026, 3, 1), new(2026, 7, 31)), new(new(2026, 3, 9), new(2026, 3, 12)), new(new(2026, 6, 1), new(2026, 7, 31))];
        foreach (var each in (Forgetful[])[node, twin])
        {
            await each.RestartAsync(DateTimeOffset.Parse("2026-03-20T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
            await each.Node.CreateAsync("UTC");
            var (reply, _) = await each.Node.SendAsync([
                Sent.Event("other", "2026-03-02T12:00:00Z", "care.subscription.started", """{"subscription":"other","customer":"dee","mrr":30}"""),
                Sent.Event("answer", "2026-03-02T13:00:00Z", "care.survey.answered", """{"survey":"v","kind":"nps","score":9,"customer":"cid"}"""),
                .. Corrected("abo", "care.subscription.started", """ "subscription":"abo" """, static amount => $$""" "customer":"cid","mrr":{{amount}} """, isTakenBack),
                .. Corrected("bill", "care.revenue.recorded", """ "customer":"cid" """, static amount => $$""" "amount":{{amount}},"margin":{{amount / 2}} """, isTakenBack)]);
            Assert.Equal(8, reply.Accepted);
        }
        await node.KeepAsync();
        await node.ForgetAsync(new DateOnly(2026, 3, 8));
        await node.ForgottenAsync();
        await twin.RestartAsync(node.Now);
        var expected = await twin.ValuesAsync(periods);
        Assert.Contains($"customers_active {(isTakenBack ? 1 : 2)} ", expected, StringComparison.Ordinal);
        Same(expected, await node.ValuesAsync(periods));
        // A rebuild is told of what is taken back before it reads what is.
        var live = await node.Node.Intake.DigestAsync();
        await node.Node.DoneAsync((await node.Node.Intake.RebuildAsync()).Id);
        Same(live, await node.Node.Intake.DigestAsync());
        Same(expected, await node.ValuesAsync(periods));
        // And once more over all of it.
        foreach (var each in (Forgetful[])[node, twin])
        {
            await each.Node.SendAsync([Sent.Event("new", "2026-07-01T12:00:00Z", "care.revenue.recorded", """{"customer":"cid","amount":7}""")]);
        }
        await node.ForgetAsync(new DateOnly(2026, 4, 1));
        await twin.RestartAsync(node.Now);
        Same(await twin.ValuesAsync(periods), await node.ValuesAsync(periods));
    }

    /// <summary>Entries of before there were counts below zero said them plainly: what is 2 there is 1 by the rules of now.</summary>
    [Fact]
    public void AnEntryOfTheFirstFormatIsRead()
    {
        var names = new NameTable();
        var carry = new Carry();
        carry.Add(new FrozenLife(names.Intern("cid"), new LifeMark(LifeKind.Answer, 5), 1));
        var entry = CarriedEntry.Encode(carry, names);
        var plain = new byte[BitConverter.ToInt32(entry, 2)];
        Assert.True(BrotliDecoder.TryDecompress(entry.AsSpan(6), plain, out _));
        plain[0] = 1;
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        Assert.True(BrotliEncoder.TryCompress(plain, packed, out var length));
        var read = CarriedEntry.Decode([.. entry.AsSpan(0, 6), .. packed.AsSpan(0, length)], names);
        Assert.Equal([new FrozenLife(names.Find("cid"), new LifeMark(LifeKind.Answer, 5), 2)], read.Lives);
        Assert.Equal(1, Assert.Single(CarriedEntry.Decode(entry, names).Lives).Count);
    }

    /// <summary>A mark too many, of which no figure says anything yet.</summary>
    [Fact]
    public async Task TheDigestTellsLives()
    {
        var tenant = new Generator(3).Tenant(10);
        await using var node = new Forgetful(tenant);
        await node.RestartAsync(DateTimeOffset.Parse("2026-03-20T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await node.Node.CreateAsync("UTC");
        await node.Node.SendAsync([Sent.Event("answer", "2026-03-02T13:00:00Z", "care.survey.answered", """{"survey":"v","kind":"nps","score":9,"customer":"cid"}""")]);
        await node.KeepAsync();
        await node.ForgetAsync(new DateOnly(2026, 3, 8));
        await node.ForgottenAsync();
        var before = await node.Node.Intake.DigestAsync();
        await node.RestartAsync();
        Stores.IStateStore state = node.State;
        var (first, last) = (new Projection.StateKey(Projection.RowKind.CustomerLife, 0, int.MinValue), new Projection.StateKey(Projection.RowKind.CustomerLife + 1, 0, int.MinValue));
        var row = Assert.Single((await state.ReadAsync(TestNode.Tenant, new Stores.StateQuery([], [new Stores.StateRange(first.ToBytes(2), last.ToBytes(2))]), default)).Ranges[0]);
        var life = CustomerLife.Decode(row.Value);
        life.Answers.Add(Assert.Single(life.Answers));
        var writer = new RowWriter();
        life.Encode(writer);
        Assert.True(await state.WriteAsync(TestNode.Tenant, await state.EpochAsync(TestNode.Tenant, default), [new Stores.StateWrite(row.Key, writer.ToArray())], default));
        Assert.NotEqual(before.Cells, (await node.Node.Intake.DigestAsync()).Cells);
    }

    private static string[] Corrected(string id, string type, string key, Func<int, string> amount, bool isTakenBack) =>
    [
        Sent.Event(id, "2026-03-10T12:00:00Z", type, $"{{{key},{amount(100)}}}"),
        Superseding(id, "2026-03-10", Sent.Event($"{id}-2", "2026-03-05T12:00:00Z", type, $"{{{key},{amount(200)}}}")),
        Superseding($"{id}-2", "2026-03-05", Sent.Event($"{id}-3", "2026-03-04T12:00:00Z", isTakenBack ? "care.event.withdrawn" : type, isTakenBack ? $"{{{key}}}" : $"{{{key},{amount(50)}}}")),
    ];

    private static string Superseding(string id, string day, string sent) => sent.Insert(1, $""" "supersedes":"{id}","supersedestime":"{day}T12:00:00Z",""");

    private static bool HasMoved(Forgetful node) => KindsOf(node)[^1] == LogEntryKind.HorizonMoved;

    private static int CarriedIn(Forgetful node) => KindsOf(node).Count(static kind => kind == LogEntryKind.Carried);

    /// <summary>What is durable.</summary>
    private static List<LogEntryKind> KindsOf(Forgetful node) => [.. node.Log.Entries(TestNode.Tenant).Select(static entry => LogEntry.KindOf(entry))];
}
