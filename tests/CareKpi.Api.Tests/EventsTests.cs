using System.IO.Compression;
using System.Net;
using System.Text;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Tests;

/// <summary>Every answer of docs/contracts/events.md.</summary>
public sealed class EventsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Lines = "application/x-ndjson";
    private const string Single = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    [Theory]
    [InlineData(Single, "{0}", 1)]
    [InlineData(Batch, "[{0},{1}]", 2)]
    [InlineData(Lines, "{0}\n{1}\n", 2)]
    [InlineData("application/x-ndjson; charset=utf-8", "{0}\r\n\n{1}", 2)]
    public async Task Takes_each_content_type(string type, string shape, int events)
    {
        var body = string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, Contact(), Contact());
        using var answer = await PostAsync(TestNode.Body(body, type));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var taken = await TestNode.ReadAsync(answer);
        Assert.Equal(events, taken["accepted"]!.GetValue<int>());
        Assert.Equal(0, taken["duplicates"]!.GetValue<int>());
        Assert.Empty(taken["rejected"]!.AsArray());
        Assert.StartsWith("demo:", taken["position"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_gzip_and_counts_duplicates()
    {
        var line = Contact();
        using var answer = await PostAsync(TestNode.Body(Gzip(Encoding.UTF8.GetBytes(line + "\n" + line)), Lines, "gzip"));

        var taken = await TestNode.ReadAsync(answer);
        Assert.Equal((1, 1), (taken["accepted"]!.GetValue<int>(), taken["duplicates"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Tells_refused_events_of_parser_and_grain_in_the_order_of_the_request()
    {
        node.Grains.Refused.Add("grain-refuses");
        using var answer = await PostAsync(TestNode.Body($"{Contact()}\n{{bad\n{Contact("grain-refuses")}\n{Contact(wait: "-1")}", Lines));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var rejected = (await TestNode.ReadAsync(answer))["rejected"]!.AsArray();
        Assert.Equal([1, 2, 3], rejected.Select(item => item!["index"]!.GetValue<int>()));
        Assert.Equal(["not_json", "too_many_scopes", "invalid_field"], rejected.Select(item => item!["code"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Equal("data.wait", rejected[2]!["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task All_refused_is_422_and_an_empty_batch_is_200()
    {
        using var refused = await PostAsync(TestNode.Body(Contact(wait: "-1"), Lines));
        var problem = await TestNode.IsProblemAsync(refused, 422, "BAD_INPUT");
        Assert.Single(problem["rejected"]!.AsArray());
        Assert.Equal(0, problem["accepted"]!.GetValue<int>());

        using var empty = await PostAsync(TestNode.Body("[]", Batch));
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
    }

    [Theory]
    [InlineData("[{", Batch)]
    [InlineData("{", Single)]
    [InlineData("nothing", Single)]
    public async Task What_cannot_be_parsed_is_400(string body, string type)
    {
        using var answer = await PostAsync(TestNode.Body(body, type));
        await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
    }

    [Fact]
    public async Task A_cut_off_gzip_is_400()
    {
        var body = Gzip(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 50).Select(_ => Contact()))));
        using var answer = await PostAsync(TestNode.Body(body[..(body.Length / 2)], Lines, "gzip"));
        await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("text/plain", null)]
    [InlineData("application/x-ndjson; charset=utf-16", null)]
    [InlineData(Lines, "br")]
    public async Task Other_types_and_encodings_are_415(string type, string? encoding)
    {
        using var answer = await PostAsync(TestNode.Body(Contact(), type, encoding));
        await TestNode.IsProblemAsync(answer, 415, "BAD_INPUT");
    }

    [Fact]
    public async Task Too_large_too_many_or_blown_up_is_413()
    {
        using var large = await PostAsync(TestNode.Body(new byte[(32 * 1024 * 1024) + 1], Lines));
        await TestNode.IsProblemAsync(large, 413, "BAD_INPUT");

        var random = new byte[4 * 1024 * 1024];
        new Random(1).NextBytes(random);
        var noise = Encoding.ASCII.GetBytes(Convert.ToHexString(random));
        using var unzipped = await PostAsync(TestNode.Body(Gzip([.. noise, .. noise, .. noise, .. noise, .. noise]), Lines, "gzip"));
        await TestNode.IsProblemAsync(unzipped, 413, "BAD_INPUT");

        using var bomb = await PostAsync(TestNode.Body(Gzip(new byte[8 * 1024 * 1024]), Lines, "gzip"));
        await TestNode.IsProblemAsync(bomb, 413, "BAD_INPUT");

        using var many = await PostAsync(TestNode.Body(string.Concat(Enumerable.Repeat("{}\n", 20_001)), Lines));
        await TestNode.IsProblemAsync(many, 413, "BAD_INPUT");
    }

    [Fact]
    public async Task Without_or_with_a_wrong_credential_is_401_and_without_the_scope_403()
    {
        using var none = await node.PostAsync("/v1/events", null, TestNode.Body(Contact(), Lines));
        await TestNode.IsProblemAsync(none, 401, "UNAUTHENTICATED");
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.Single().Scheme);
        using var wrong = await node.PostAsync("/v1/events", "ck_" + new string('a', 43), TestNode.Body(Contact(), Lines));
        await TestNode.IsProblemAsync(wrong, 401, "UNAUTHENTICATED");
        using var reader = await node.PostAsync("/v1/events", await node.KeyAsync("read"), TestNode.Body(Contact(), Lines));
        await TestNode.IsProblemAsync(reader, 403, "FORBIDDEN");
    }

    [Fact]
    public async Task An_event_of_another_tenant_is_refused()
    {
        using var answer = await PostAsync(TestNode.Body(Contact().Replace("\"source\"", "\"tenant\":\"other\",\"source\"", StringComparison.Ordinal), Lines));
        var problem = await TestNode.IsProblemAsync(answer, 422, "BAD_INPUT");
        Assert.Equal("other_tenant", problem["rejected"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unavailable_engine_is_503_with_retry_after()
    {
        var key = await node.KeyAsync("ingest");
        node.Grains.Fault = new UnavailableException("full", TimeSpan.FromSeconds(2.5));
        try
        {
            using var answer = await node.PostAsync("/v1/events", key, TestNode.Body(Contact(), Lines));
            await TestNode.IsProblemAsync(answer, 503, "UNAVAILABLE");
            Assert.Equal(TimeSpan.FromSeconds(3), answer.Headers.RetryAfter!.Delta);
        }
        finally
        {
            node.Grains.Fault = null;
        }
    }

    [Fact]
    public async Task An_overloaded_engine_is_not_waited_for()
    {
        var key = await node.KeyAsync("ingest");
        var hold = new TaskCompletionSource();
        node.Grains.Hold = hold.Task;
        try
        {
            var posts = Enumerable.Range(0, 40).Select(_ => node.PostAsync("/v1/events", key, TestNode.Body(Contact(), Lines))).ToList();
            using var first = await await Task.WhenAny(posts);
            await TestNode.IsProblemAsync(first, 503, "UNAVAILABLE");
            Assert.False(hold.Task.IsCompleted);
            hold.SetResult();
            await Task.WhenAll(posts);
        }
        finally
        {
            node.Grains.Hold = Task.CompletedTask;
        }
    }

    [Fact]
    public async Task An_unexpected_fault_is_500_and_its_words_are_not_logged()
    {
        var key = await node.KeyAsync("ingest");
        node.Grains.Fault = new InvalidDataException("customer u-42 said no");
        try
        {
            using var answer = await node.PostAsync("/v1/events", key, TestNode.Body(Contact(), Lines));
            await TestNode.IsProblemAsync(answer, 500, "INTERNAL");
        }
        finally
        {
            node.Grains.Fault = null;
        }

        Assert.Contains(node.Log, line => line.Contains("InvalidDataException", StringComparison.Ordinal));
        Assert.DoesNotContain(node.Log, line => line.Contains("u-42", StringComparison.Ordinal) || line.Contains("ck_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_what_was_made_of_one_event()
    {
        using var taken = await PostAsync(TestNode.Body(Contact("traced"), Lines));
        var key = await node.KeyAsync("read");
        using var answer = await node.GetAsync("/v1/events?source=pbx&id=traced&time=2026-03-02T09:14:05%2B08:00", key);
        Assert.Equal("counts", (await TestNode.ReadAsync(answer))["outcome"]!.GetValue<string>());
        using var unknown = await node.GetAsync("/v1/events?source=pbx&id=never", key);
        await TestNode.IsProblemAsync(unknown, 404, "NOT_FOUND");
        using var page = await node.GetAsync("/v1/events?source=pbx&id=far", key);
        var look = await TestNode.ReadAsync(page);
        Assert.Equal(("unknown", "20000"), (look["outcome"]!.GetValue<string>(), look["next"]!.GetValue<string>()));
        using var end = await node.GetAsync("/v1/events?source=pbx&id=far&after=20000", key);
        await TestNode.IsProblemAsync(end, 404, "NOT_FOUND");
        using var bad = await node.GetAsync("/v1/events?source=pbx&id=traced&time=yesterday", key);
        await TestNode.IsProblemAsync(bad, 400, "BAD_INPUT");
    }

    private async Task<HttpResponseMessage> PostAsync(HttpContent body) => await node.PostAsync("/v1/events", await node.KeyAsync("ingest"), body);

    private static string Contact(string? id = null, string wait = "12.4")
    {
        id ??= Guid.NewGuid().ToString("N");
        return $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"pbx","type":"care.contact.ended","time":"2026-03-02T09:14:05+08:00","data":{"contact":"{{{id}}}","channel":"voice","direction":"inbound","outcome":"answered","wait":{{{wait}}},"agent":"a-7"}}""";
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }
}
