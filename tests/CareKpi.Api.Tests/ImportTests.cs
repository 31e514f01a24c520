using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Imports;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Tests.Node;
using CareKpi.Storage.Files;

namespace CareKpi.Api.Tests;

public sealed class ImportTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Heading = "Call Id,Agent,Date,Month,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating\n";

    [Fact]
    public void A_row_is_a_contact_and_an_answer()
    {
        var row = Read("ID0001,Diane,1-Jan-21,Jan,9:12,Contract related,Y,Y,109,0:02:23,3").Single();
        Assert.Equal(2, row.Events.Count);
        Assert.Equal(
            """{"specversion":"1.0","id":"ID0001","source":"import/call-center","type":"care.contact.ended","time":"2021-01-01T09:12:00Z","data":{"contact":"ID0001","channel":"voice","direction":"inbound","outcome":"answered","wait":109,"talk":143,"agent":"Diane","topic":"Contract related","resolved":true}}""",
            Encoding.UTF8.GetString(row.Events[0]));
        Assert.Equal(
            """{"specversion":"1.0","id":"ID0001/csat","source":"import/call-center","type":"care.survey.answered","time":"2021-01-01T09:12:00Z","data":{"survey":"ID0001","kind":"csat","score":3,"contact":"ID0001"}}""",
            Encoding.UTF8.GetString(row.Events[1]));
    }

    [Theory]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,N,N,,,")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,N,N,17,0:01:00,0")]
    public void A_call_that_nobody_answered_is_abandoned_at_once_and_asks_nothing(string line)
    {
        var row = Read(line).Single();
        var data = JsonDocument.Parse(Assert.Single(row.Events)).RootElement.GetProperty("data");
        Assert.Equal("abandoned", data.GetProperty("outcome").GetString());
        Assert.Equal(0, data.GetProperty("wait").GetInt32());
        Assert.False(data.TryGetProperty("talk", out _));
    }

    [Fact]
    public void What_is_blank_is_left_out()
    {
        var data = JsonDocument.Parse(Read("ID1,,1-Jan-21,Jan,9:12,,Y,,,,").Single().Events[0]).RootElement.GetProperty("data");
        Assert.All(["agent", "topic", "resolved", "talk"], name => Assert.False(data.TryGetProperty(name, out _)));
    }

    [Theory]
    [InlineData(",Diane,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3", "Call Id")]
    [InlineData("ID1,Diane,32-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3", "Date")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,25:12,X,Y,Y,1,0:01:00,3", "Time")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,maybe,Y,1,0:01:00,3", "Answered (Y/N)")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,Y,Y,-1,0:01:00,3", "Speed of answer in seconds")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,Y,Y,NaN,0:01:00,3", "Speed of answer in seconds")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,Y,Y,Infinity,0:01:00,3", "Speed of answer in seconds")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,Y,Y,1,long,3", "AvgTalkDuration")]
    [InlineData("ID1,Diane,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,6", "Satisfaction rating")]
    public void A_row_that_makes_no_sense_is_told_where(string line, string column)
    {
        var rows = Read(line + "\nID2,Ann,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3");
        Assert.Equal((2, column), (rows[0].Error!.Line, rows[0].Error!.Field));
        Assert.Equal(2, rows[1].Events.Count);
    }

    [Fact]
    public void Another_file_is_not_read() => Assert.Throws<ImportException>(() => new CallCenterMapping().Read(new MemoryStream("a,b\n1,2\n"u8.ToArray())).ToList());

    [Fact]
    public async Task An_import_is_a_job_with_the_errors_of_its_rows()
    {
        var job = await ImportAsync(Encoding.UTF8.GetBytes(Heading + "I1,Ann,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3\nI2,Ann,soon,Jan,9:12,X,Y,Y,1,0:01:00,3\n"));
        Assert.Equal(("done", "import"), (job["state"]!.GetValue<string>(), job["kind"]!.GetValue<string>()));
        Assert.Equal("""{"rows":2,"accepted":2,"duplicates":0,"rejected":1,"errors":[{"line":3,"code":"invalid_field","field":"Date","message":"must be like 1-Jan-21"}]}""", job["import"]!.ToJsonString());
    }

    [Fact]
    public async Task A_file_of_another_shape_fails_and_an_unknown_mapping_is_400()
    {
        var job = await ImportAsync("a,b\n1,2\n"u8.ToArray());
        Assert.Equal("failed", job["state"]!.GetValue<string>());
        Assert.Contains("The heading lacks", job["error"]!.GetValue<string>(), StringComparison.Ordinal);
        using var unknown = await node.PostAsync("/v1/imports?mapping=nothing", await node.KeyAsync("ingest"), TestNode.Body("x", "text/csv"));
        await TestNode.IsProblemAsync(unknown, 400, "BAD_INPUT");
        using var nobody = await node.GetAsync("/v1/jobs/import-nothing", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(nobody, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task Who_manages_may_import_too_who_reads_may_not()
    {
        using var managed = await node.PostAsync("/v1/imports?mapping=nothing", await node.KeyAsync("manage"), TestNode.Body("x", "text/csv"));
        await TestNode.IsProblemAsync(managed, 400, "BAD_INPUT");
        using var read = await node.PostAsync("/v1/imports?mapping=nothing", await node.KeyAsync("read"), TestNode.Body("x", "text/csv"));
        await TestNode.IsProblemAsync(read, 403, "FORBIDDEN");
    }

    [RealDataFact("call-center/calls.csv")]
    public async Task The_real_call_center_makes_9054_events_and_the_published_calls_per_agent()
    {
        var csv = await File.ReadAllBytesAsync(RealDataFactAttribute.Find("call-center/calls.csv")!);
        var before = node.Grains.Of("demo").Events.Count;
        var job = await ImportAsync(csv);
        Assert.Equal((5000L, 9054L, 0L), (Count(job, "rows"), Count(job, "accepted"), Count(job, "rejected")));
        Assert.Equal(before + 9054, node.Grains.Of("demo").Events.Count);
        var agents = node.Grains.Of("demo").Agents;
        (string Agent, int Calls)[] published = [("Jim", 666), ("Martha", 638), ("Diane", 633), ("Dan", 633), ("Becky", 631), ("Greg", 624), ("Joe", 593), ("Stewart", 582)];
        Assert.All(published, expected => Assert.Equal(expected.Calls, agents[expected.Agent]));

        var again = await ImportAsync(csv);
        Assert.Equal((0L, 9054L), (Count(again, "accepted"), Count(again, "duplicates")));
    }

    [Fact]
    public async Task An_import_that_a_restart_interrupted_begins_again_by_itself()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        var key = await other.KeyAsync("ingest");
        var hold = new TaskCompletionSource();
        other.Grains.Hold = hold.Task;
        using var started = await other.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body(Heading + "R1,Ann,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3\n", "text/csv"));
        await other.StopAsync();
        Assert.Empty(other.Grains.Of("demo").Events);

        hold.SetResult();
        await other.StartAsync();
        var job = await EndAsync(other, started.Headers.Location!.OriginalString, key);
        Assert.Equal("done", job["state"]!.GetValue<string>());
        Assert.Equal(2, other.Grains.Of("demo").Events.Count);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Imports_are_listed_newest_first()
    {
        var key = await node.KeyAsync("read");
        var first = (string)(await ImportAsync("a\n"u8.ToArray()))["id"]!;
        node.Clock.Moved += TimeSpan.FromSeconds(1);
        var second = await ImportAsync(Encoding.UTF8.GetBytes(Heading + "L1,Ann,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3\n"));
        using var answer = await node.GetAsync("/v1/jobs?kind=import&first=1", key);
        var page = await TestNode.ReadAsync(answer);
        Assert.Equal(second.ToJsonString(), Assert.Single(page["items"]!.AsArray())!.ToJsonString());
        Assert.True((bool)page["hasNextPage"]!);
        using var more = await node.GetAsync($"/v1/jobs?kind=import&first=1&after={page["cursor"]}", key);
        Assert.Equal((first, "failed"), ((string?)(page = await TestNode.ReadAsync(more))["items"]![0]!["id"], (string?)page["items"]![0]!["state"]));
        foreach (var (query, field) in new[] { ("", "kind"), ("?kind=rebuild", "kind"), ("?kind=import&first=101", "first") })
        {
            using var refused = await node.GetAsync($"/v1/jobs{query}", key);
            Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT"))["field"]);
        }
    }

    [Fact]
    public async Task Of_imports_that_have_ended_the_newest_are_kept()
    {
        var clock = new TestClock();
        var jobs = Jobs(clock, new(), 2);
        Assert.Empty(await jobs.ListAsync("kept", CancellationToken.None));
        var running = await StartAsync(jobs, "kept", "import-running");
        foreach (var id in new[] { "import-a", "import-b", "import-c" })
        {
            clock.Moved += TimeSpan.FromSeconds(1);
            var job = await StartAsync(jobs, "kept", id);
            await jobs.EndAsync(job with { State = JobStates.Done }, CancellationToken.None);
        }

        Assert.Equal(["import-b", "import-c", "import-running"], (await jobs.ListAsync("kept", CancellationToken.None)).Select(job => job.Id).Order(StringComparer.Ordinal));
        await jobs.ReportAsync(running with { Done = 1 }, CancellationToken.None);
        // Whoever looks on another node sees it too.
        Assert.Equal(1, (await Jobs(clock, new()).FindAsync("kept", "import-running", CancellationToken.None))!.Done);
        await jobs.ForgetAsync("kept", CancellationToken.None);
    }

    [Fact]
    public async Task A_file_that_grows_too_much_is_refused_and_leaves_nothing()
    {
        await using var other = await OtherAsync();
        var key = await other.Node.KeyAsync("ingest", "read");
        using var bomb = await other.Node.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body(Zip(new byte[8 << 20]), "text/csv", "gzip"));
        await TestNode.IsProblemAsync(bomb, 413, "BAD_INPUT");
        await IsEmptyAsync(other.Node, key);
    }

    [Fact]
    public async Task A_tenant_has_so_many_imports_waiting_and_no_more_and_what_is_refused_leaves_nothing()
    {
        await using var other = await OtherAsync();
        var key = await other.Node.KeyAsync("ingest", "read");
        var hold = new TaskCompletionSource();
        other.Node.Grains.Hold = hold.Task;
        var file = Heading + "R1,Ann,1-Jan-21,Jan,9:12,X,Y,Y,1,0:01:00,3\n";
        for (var i = 0; i < 10; i++)
        {
            using var taken = await other.Node.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body(file, "text/csv"));
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }

        using var refused = await other.Node.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body(file, "text/csv"));
        await TestNode.IsProblemAsync(refused, 429, "RATE_LIMITED");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(10, Directory.GetFiles(other.Node.Imports).Length);
        using var jobs = await other.Node.GetAsync("/v1/jobs?kind=import&first=100", key);
        Assert.Equal(10, (await TestNode.ReadAsync(jobs))["items"]!.AsArray().Count);
        hold.SetResult();
    }

    [Fact]
    public async Task An_import_whose_tenant_another_node_removes_ends_and_leaves_nothing()
    {
        var (here, there) = (Jobs(new(), new()), Jobs(new(), new()));
        var job = await StartAsync(here, "leaving", "import-leaving");
        Assert.True(await here.ReportAsync(job, CancellationToken.None));
        await there.ForgetAsync("leaving", CancellationToken.None);
        Assert.False(await here.IsKeptAsync(job, CancellationToken.None));
        Assert.False(await here.ReportAsync(job, CancellationToken.None));
        await here.EndAsync(job with { State = JobStates.Done }, CancellationToken.None);
        Assert.Empty(await here.ListAsync("leaving", CancellationToken.None));
    }

    [Fact]
    public async Task Bytes_are_bounded_for_a_tenant_and_for_all_over_all_nodes()
    {
        await using var other = await OtherAsync();
        ImportJobs Node() => Jobs(new(), new(BytesOfTenant: 100, Bytes: 150), of: other.Node);
        var (here, there) = (Node(), Node());
        var first = await here.EnterAsync("a", "import-1", 0, CancellationToken.None);
        await first.TakeAsync(90, CancellationToken.None);
        // What a file may take is asked for in steps; what came is what it takes from its end on.
        await here.StartAsync(first, "call-center");
        await first.DisposeAsync();
        Assert.Equal(429, (await Assert.ThrowsAsync<ProblemException>(() => there.EnterAsync("a", "import-2", 11, CancellationToken.None))).Status);
        await using (var second = await there.EnterAsync("b", "import-3", 60, CancellationToken.None))
        {
            Assert.Equal(503, (await Assert.ThrowsAsync<ProblemException>(async () => await second.TakeAsync(61, CancellationToken.None))).Status);
            Assert.Equal(503, (await Assert.ThrowsAsync<ProblemException>(() => here.EnterAsync("c", "import-4", 1, CancellationToken.None))).Status);
        }

        await using var third = await here.EnterAsync("c", "import-5", 60, CancellationToken.None);
    }

    [Fact]
    public async Task An_import_that_its_node_left_is_run_by_another_one_and_what_was_cut_off_leaves_nothing()
    {
        await using var other = await OtherAsync();
        var (here, there) = (Jobs(new(), new(), of: other.Node), Jobs(new(), new(), of: other.Node));
        var files = new FileSpool(other.Node.Imports);
        var cut = await here.EnterAsync("demo", "import-cut", 0, CancellationToken.None);
        await here.WriteAsync(cut, Parts("half a file"), CancellationToken.None);
        await StartAsync(here, "demo", "import-whole");
        await files.WriteAsync("", "import-nobody", Parts("a crash between a file and its row"), CancellationToken.None);
        var (job, held) = (await there.NextAsync(CancellationToken.None))!.Value;
        Assert.Equal("import-whole", job.Id);
        // Nobody else runs it, and nobody touches what is still being written.
        Assert.Null(await here.NextAsync(CancellationToken.None));
        await there.SweepAsync(CancellationToken.None);
        Assert.Equal(["import-cut", "import-whole"], (await files.ListAsync(CancellationToken.None)).Select(static file => file.Id).Order(StringComparer.Ordinal));

        // Its process dies, and so does the one that wrote the other file: their locks go with them.
        await held.DisposeAsync();
        await cut.LeaveAsync();
        (job, held) = (await here.NextAsync(CancellationToken.None))!.Value;
        Assert.Equal("import-whole", job.Id);
        await here.EndAsync(job with { State = JobStates.Done }, CancellationToken.None);
        await held.DisposeAsync();
        Assert.Null(await there.NextAsync(CancellationToken.None));
        Assert.Empty(await files.ListAsync(CancellationToken.None));
    }

    [Fact]
    public void Tenants_are_served_in_turn()
    {
        var at = DateTimeOffset.UnixEpoch;
        var waiting = ((string[])["a1", "b1", "a2", "c1", "a3", "b2"]).Select(id => new OpenImport(id, id[..1], at += TimeSpan.FromSeconds(1), 0)).ToList();
        var (served, last) = (new List<string>(), "");
        while (waiting.Count > 0)
        {
            var next = OpenImports.InTurn(waiting, last).First();
            waiting.Remove(next);
            (last, served) = (next.Tenant, [.. served, next.Id]);
        }

        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], served);
    }

    private sealed record Other(TestNode Node) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }

    private static async Task<Other> OtherAsync()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        return new(other);
    }

    private static async Task IsEmptyAsync(TestNode other, string key)
    {
        Assert.Empty(Directory.GetFiles(other.Imports));
        using var jobs = await other.GetAsync("/v1/jobs?kind=import", key);
        Assert.Empty((await TestNode.ReadAsync(jobs))["items"]!.AsArray());
    }

    private ImportJobs Jobs(TestClock clock, SpoolLimits limits, int kept = 100, TestNode? of = null)
    {
        var on = of ?? node;
        var spool = new FileSpool(of is null ? Path.Combine(on.Imports, "of-the-tests") : on.Imports);
        return new(new NodeState(on.NodeStore, on.Locks), spool, new() { NodeStore = on.NodeStore, Locks = on.Locks, Spool = spool, ImportSpool = limits }, clock) { Kept = kept };
    }

    private static async Task<ImportJob> StartAsync(ImportJobs jobs, string tenant, string id)
    {
        await using var place = await jobs.EnterAsync(tenant, id, 0, CancellationToken.None);
        await jobs.WriteAsync(place, Parts("a file"), CancellationToken.None);
        return await jobs.StartAsync(place, "call-center");
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts(string text)
    {
        await Task.Yield();
        yield return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(plain);
        }

        return zipped.ToArray();
    }

    private static long Count(JsonObject job, string name) => job["import"]![name]!.GetValue<long>();

    private async Task<JsonObject> ImportAsync(byte[] csv)
    {
        var key = await node.KeyAsync("ingest");
        using var started = await node.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body(csv, "text/csv"));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        return await EndAsync(node, started.Headers.Location!.OriginalString, key);
    }

    private static async Task<JsonObject> EndAsync(TestNode node, string job, string key)
    {
        while (true)
        {
            using var answer = await node.GetAsync(job, key);
            var state = await TestNode.ReadAsync(answer);
            if (state["state"]?.GetValue<string>() is not "running")
            {
                return state;
            }

            await Task.Yield();
        }
    }

    private static List<MappedRow> Read(string lines) => [.. new CallCenterMapping().Read(new MemoryStream(Encoding.UTF8.GetBytes(Heading + lines)))];
}
