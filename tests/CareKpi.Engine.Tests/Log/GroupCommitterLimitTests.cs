using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using Xunit;
using static CareKpi.Engine.Tests.Log.CommitterBench;

namespace CareKpi.Engine.Tests.Log;

/// <summary>Bounds, stalls and callers that leave.</summary>
public sealed class GroupCommitterLimitTests
{
    [Fact]
    public void A_full_queue_refuses_at_once()
    {
        var bench = new CommitterBench(new GroupCommitterOptions { MaxQueuedAppends = 3 });
        bench.Claim("acme", "other");
        bench.Stop("log.append.sync");
        var taken = Enumerable.Range(1, 3).Select(seq => bench.Append("acme", 1, seq)).ToArray();
        Unavailable(bench.Append("acme", 1, 4), bench.Append("other", 1, 1));
        Waits(taken);

        bench.Go("log.append.sync");
        Committed(taken);
        Committed(bench.Append("acme", 1, 4), bench.Append("other", 1, 1));
    }

    [Fact]
    public void A_queue_is_bounded_by_bytes_but_takes_any_one_append()
    {
        var bench = new CommitterBench(new GroupCommitterOptions { MaxQueuedBytes = 10 });
        bench.Claim("acme", "other");
        bench.Stop("log.append.sync");
        var large = bench.Append("acme", 1, 1, "more than ten bytes");
        Unavailable(bench.Append("other", 1, 1));
        bench.Go("log.append.sync");
        Committed(large, bench.Append("other", 1, 1));
    }

    [Fact]
    public void A_flooding_tenant_does_not_take_the_whole_queue()
    {
        var bench = new CommitterBench(new GroupCommitterOptions { MaxTenantBytes = 5 });
        bench.Claim("flood", "other");
        bench.Stop("log.append.sync");
        var flood = Enumerable.Range(1, 5).Select(seq => bench.Append("flood", 1, seq)).ToArray();
        Unavailable(bench.Append("flood", 1, 6));
        var other = bench.Append("other", 1, 1);
        Waits(other);
        bench.Go("log.append.sync");
        Committed([.. flood, other]);
    }

    [Fact]
    public void After_a_refused_append_the_next_number_is_not_taken()
    {
        var bench = new CommitterBench(new GroupCommitterOptions { MaxTenantBytes = 5 });
        bench.Claim("acme");
        bench.Stop("log.append.sync");
        var first = bench.Append("acme", 1, 1, "a");
        Unavailable(bench.Append("acme", 1, 2, "too long"), bench.Append("acme", 1, 3, "c"));
        var second = bench.Append("acme", 1, 2, "b");
        bench.Go("log.append.sync");
        Committed(first, second);
        Assert.Equal("1:a 2:b", bench.Log("acme"));
    }

    [Fact]
    public void A_store_that_does_not_answer_keeps_nobody_waiting()
    {
        var bench = new CommitterBench();
        bench.Claim("acme", "other", "third");
        bench.Stop("log.append.sync");
        var waiting = new[] { bench.Append("acme", 1, 1, "a"), bench.Append("acme", 1, 2, "b"), bench.Append("other", 1, 1) };
        bench.Advance(1_900);
        Waits(waiting);
        bench.Advance(200);

        Unavailable(waiting);
        Unavailable(bench.Append("third", 1, 1), bench.Start(() => bench.Committer.ClaimAsync("third", 1, default)));
        Assert.Equal(1, bench.Writes);

        // It answers after all: what it was writing is there, what was queued is not, and nobody was told either.
        bench.Go("log.append.sync");
        Assert.Equal(new LogHead(1, 1), bench.Head("acme"));
        Assert.Equal(new LogHead(1, 0), bench.Head("other"));
        Committed(bench.Append("acme", 1, 2, "B"), bench.Append("third", 1, 1));
        Assert.Equal("1:a 2:B", bench.Log("acme"));
        Assert.DoesNotContain("log.reopen", bench.Steps);
    }

    [Fact]
    public void A_head_is_not_read_while_something_of_the_tenant_is_written()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        bench.Stop("log.append.sync");
        var append = bench.Append("acme", 1, 1);
        var head = bench.Start(() => bench.Committer.HeadAsync("acme", default));
        Waits(head);
        bench.Go("log.append.sync");
        Committed(append);
        Assert.Equal(new LogHead(1, 1), Answer(head));

        bench.Stop("log.append.sync");
        _ = bench.Append("acme", 1, 2);
        head = bench.Start(() => bench.Committer.HeadAsync("acme", default));
        bench.Advance(3_000);
        Unavailable(head);
    }

    [Fact]
    public void A_write_soon_after_another_has_its_own_patience()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        bench.Stop("log.append.sync");
        var first = bench.Append("acme", 1, 1);
        bench.Advance(1_500);
        bench.Go("log.append.sync");
        bench.Stop("log.append.sync");
        var second = bench.Append("acme", 1, 2);
        bench.Advance(1_500);
        Waits(second);
        bench.Go("log.append.sync");
        Committed(first, second);
    }

    [Fact]
    public void A_queued_append_that_is_cancelled_is_not_written_nor_what_comes_after_it()
    {
        var bench = new CommitterBench();
        bench.Claim("acme", "other");
        bench.Stop("log.append.sync");
        using var leave = new CancellationTokenSource();
        var first = bench.Append("acme", 1, 1, "a");
        var second = bench.Append("acme", 1, 2, "b");
        var third = bench.AppendUntil(leave.Token, "acme", 1, 3, "c");
        var fourth = bench.Append("acme", 1, 4, "d");
        var other = bench.Append("other", 1, 1);
        leave.Cancel();
        bench.Scheduler.RunUntilIdle();
        Assert.True(third.IsCanceled);
        Unavailable(fourth, bench.Append("acme", 1, 3));

        bench.Go("log.append.sync");
        Committed(first, second, other);
        Assert.Equal("1:a 2:b", bench.Log("acme"));
        Assert.Equal(new LogHead(1, 2), bench.Head("acme"));
        Committed(bench.Append("acme", 1, 3, "C"));
    }

    [Fact]
    public void An_append_that_is_being_written_goes_on_without_its_caller()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        bench.Stop("log.append.sync");
        using var leave = new CancellationTokenSource();
        var append = bench.AppendUntil(leave.Token, "acme", 1, 1, "a");
        leave.Cancel();
        bench.Scheduler.RunUntilIdle();
        Assert.True(append.IsCanceled);
        bench.Go("log.append.sync");
        Assert.Equal(new LogHead(1, 1), bench.Head("acme"));
        Committed(bench.Append("acme", 1, 2, "b"));
    }

    [Fact]
    public void A_call_that_comes_cancelled_does_nothing()
    {
        var bench = new CommitterBench();
        bench.Claim("acme");
        Assert.True(bench.AppendUntil(new CancellationToken(canceled: true), "acme", 1, 1, "a").IsCanceled);
        Committed(bench.Append("acme", 1, 1, "b"));
    }
}
