using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using Xunit;
using static CareKpi.Engine.Tests.Log.CommitterBench;

namespace CareKpi.Engine.Tests.Log;

public sealed class GroupCommitterTests
{
    [Fact]
    public void An_append_is_durable_when_it_returns()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        Committed(bench.Append("acme", 1, 1, "a"));
        bench.Store.Crash();
        Assert.Equal("1:a", bench.Log("acme"));
    }

    [Fact]
    public void What_comes_while_a_group_is_written_is_the_next_group()
    {
        var bench = new CommitterBench();
        var tenants = Enumerable.Range(0, 100).Select(static number => $"t{number}").ToArray();
        bench.Claim([.. tenants, "first"]);
        bench.Stop("log.append.sync");
        var first = bench.Append("first", 1, 1);
        var others = tenants.Select(tenant => bench.Append(tenant, 1, 1, tenant)).ToArray();
        Waits([first, .. others]);
        Assert.Equal(1, bench.Writes);

        bench.Go("log.append.sync");
        Committed([first, .. others]);
        Assert.Equal(2, bench.Writes);
        Assert.All(tenants, tenant => Assert.Equal($"1:{tenant}", bench.Log(tenant)));
    }

    [Fact]
    public void Appends_of_a_tenant_are_pipelined_and_written_in_order()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        bench.Stop("log.append.sync");
        var appends = Enumerable.Range(1, 20).Select(seq => bench.Append("acme", 1, seq, $"e{seq}")).ToArray();
        bench.Go("log.append.sync");

        Committed(appends);
        Assert.Equal(2, bench.Writes);
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 20).Select(static seq => $"{seq}:e{seq}")), bench.Log("acme"));
    }

    [Fact]
    public void A_group_is_bounded_and_tenants_take_turns_in_it()
    {
        var bench = new CommitterBench(new GroupCommitterOptions { MaxGroupBytes = 4 });
        bench.Claim("first", "flood", "small");
        bench.Stop("log.append.sync");
        var first = bench.Append("first", 1, 1);
        var flood = Enumerable.Range(1, 10).Select(seq => bench.Append("flood", 1, seq)).ToArray();
        var small = bench.Append("small", 1, 1);
        var large = bench.Append("first", 1, 2, "longer than a group");
        bench.Go("log.append.sync");

        // The first; one of the flood and the small one, though it came last; what no group holds, by itself; then the flood, four at a time.
        Committed([first, .. flood, small, large]);
        Assert.Equal(6, bench.Writes);
        Assert.Equal("1:e", bench.Log("small"));
    }

    [Fact]
    public void A_fenced_tenant_does_not_hurt_the_others()
    {
        var bench = new CommitterBench();
        bench.Claim("first", "acme", "other");
        Assert.True(bench.Run(() => bench.Committer.ClaimAsync("acme", 1, default)));
        bench.Stop("log.append.sync");
        var first = bench.Append("first", 1, 1);
        var old = bench.Append("acme", 1, 1, "old");
        var other = bench.Append("other", 1, 1);
        bench.Go("log.append.sync");

        Committed(first, other);
        Fenced(old);
        Unavailable(bench.Append("acme", 2, 1));
        Assert.Equal(new LogHead(2, 0), bench.Head("acme"));
        Committed(bench.Append("acme", 2, 1, "new"));
        Assert.Equal("1:new", bench.Log("acme"));
    }

    [Fact]
    public void What_is_queued_behind_a_fenced_append_is_fenced()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        Assert.True(bench.Run(() => bench.Committer.ClaimAsync("acme", 1, default)));
        bench.Stop("log.append.sync");
        var appends = Enumerable.Range(1, 3).Select(seq => bench.Append("acme", 1, seq)).ToArray();
        bench.Go("log.append.sync");

        Fenced(appends);
        Assert.Equal(1, bench.Writes);
        Assert.Equal("", bench.Log("acme"));
    }

    [Fact]
    public void A_failed_write_fails_all_who_wait_and_the_store_is_reopened()
    {
        var bench = new CommitterBench();
        bench.Claim("acme", "other", "third");
        bench.Stop("log.append.sync");
        var waiting = new[] { bench.Append("acme", 1, 1, "lost"), bench.Append("acme", 1, 2, "lost"), bench.Append("other", 1, 1, "lost") };
        bench.Fail("log.append.sync");
        bench.Go("log.append.sync");

        Unavailable(waiting);
        Assert.Equal("log.reopened", bench.Steps[^1]);
        bench.Heal("log.append.sync");
        Unavailable(bench.Append("acme", 1, 3));
        Committed(bench.Append("third", 1, 1));
        Assert.Equal(new LogHead(1, 0), bench.Head("acme"));
        Committed(bench.Append("acme", 1, 1, "again"));
        Assert.Equal("1:again", bench.Log("acme"));
    }

    [Fact]
    public void The_head_tells_what_became_of_an_append_that_failed_after_its_commit()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        bench.Fail("log.append.synced");
        Unavailable(bench.Append("acme", 1, 1, "there"));
        bench.Heal("log.append.synced");

        Assert.Equal(new LogHead(1, 1), bench.Head("acme"));
        Committed(bench.Append("acme", 1, 2, "next"));
        Assert.Equal("1:there 2:next", bench.Log("acme"));
    }

    [Fact]
    public void A_store_that_cannot_be_opened_is_tried_again_after_a_pause_by_who_comes()
    {
        var bench = new CommitterBench();
        bench.Claim("acme", "other");
        bench.Fail("log.append");
        bench.Fail("log.reopen");
        Unavailable(bench.Append("acme", 1, 1));
        bench.Heal("log.append");
        var steps = bench.Steps.Count;
        Unavailable(bench.Append("other", 1, 1), bench.Start(() => bench.Committer.HeadAsync("other", default)));
        Assert.Equal(steps, bench.Steps.Count);

        bench.Advance(1_000);
        Unavailable(bench.Append("other", 1, 1));
        bench.Heal("log.reopen");
        bench.Advance(1_000);
        Assert.Equal(new LogHead(1, 0), bench.Head("acme"));
        Assert.Equal(new LogHead(1, 0), bench.Head("other"));
        Committed(bench.Append("acme", 1, 1), bench.Append("other", 1, 1));
    }

    [Fact]
    public void A_disk_that_stays_full_is_not_tried_as_fast_as_callers_come()
    {
        var bench = new CommitterBench();
        bench.Claim("a", "b", "c");
        bench.Fail("log.append");
        Unavailable(bench.Append("a", 1, 1), bench.Append("b", 1, 1));
        Assert.Equal(2, bench.Writes);
        Unavailable(bench.Append("c", 1, 1));
        Assert.Equal(2, bench.Writes);

        bench.Heal("log.append");
        bench.Advance(1_000);
        Committed(bench.Append("c", 1, 1));
    }

    [Fact]
    public void A_failed_claim_heals_too()
    {
        var bench = new CommitterBench();
        bench.Fail("log.claim.sync");
        var claim = bench.Start(() => bench.Committer.ClaimAsync("acme", 0, default));
        Unavailable(claim);
        bench.Heal("log.claim.sync");

        bench.Claim("acme");
        Assert.False(bench.Run(() => bench.Committer.ClaimAsync("acme", 0, default)));
        Committed(bench.Append("acme", 1, 1));
    }

    [Fact]
    public void What_waits_is_written_before_the_end()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        bench.Stop("log.append.sync");
        var appends = new[] { bench.Append("acme", 1, 1), bench.Append("acme", 1, 2) };
        var ending = bench.Scheduler.Start(() => bench.Committer.DisposeAsync().AsTask());
        bench.Scheduler.RunUntilIdle();
        Unavailable(bench.Append("acme", 1, 3));
        Waits(ending);

        bench.Go("log.append.sync");
        Committed(appends);
        Assert.True(ending.IsCompletedSuccessfully);
    }

    [Fact]
    public void It_runs_on_its_scheduler_and_nowhere_else()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        var append = bench.Committer.AppendAsync(new LogAppend("acme", 1, 1, [new byte[] { 1 }]), default);
        Assert.Equal(0, bench.Writes);
        Waits(append);
        bench.Scheduler.RunUntilIdle();
        Committed(append);
    }
}
