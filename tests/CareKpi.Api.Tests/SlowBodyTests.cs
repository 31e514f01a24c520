using System.Net;
using System.Net.Sockets;
using System.Text;
using CareKpi.Api.Events;
using CareKpi.Api.Problems;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Grains;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests;

/// <summary>Bodies that are announced large and arrive slowly.</summary>
public sealed class SlowBodyTests(TestNode node) : IClassFixture<TestNode>
{
    private const int Largest = 32 * 1024 * 1024;

    [Fact]
    public async Task They_hold_no_more_than_has_arrived_and_others_go_on()
    {
        var key = await node.KeyAsync("ingest");
        var budget = node.Services.GetRequiredService<BytesInFlight>();
        var slow = new List<TcpClient>();
        for (var i = 0; i < 7; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, node.Public.BaseAddress!.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/cloudevents-batch+json\r\nContent-Length: {Largest}\r\n\r\n["));
            slow.Add(client);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (budget.Held < 7 * 16 * 1024)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.InRange(budget.Held, 1, 7 * 64 * 1024);
        using var answer = await node.PostAsync("/v1/events", key, TestNode.Body("[]", "application/cloudevents-batch+json"));
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        slow.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task One_that_is_not_there_in_time_is_told_so_and_holds_nothing()
    {
        var budget = new BytesInFlight(256L * 1024 * 1024);
        var request = new DefaultHttpContext().Request;
        request.Body = new Endless(64 * 1024);
        request.ContentLength = Largest;
        var refused = await Assert.ThrowsAsync<ProblemException>(() => EventBody.ReadAsync(request, "demo", budget, TimeSpan.FromMilliseconds(100), CancellationToken.None));
        Assert.Equal(408, refused.Status);
        Assert.Equal(0, budget.Held);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData(500_000)]
    [InlineData(Largest)]
    public async Task A_body_is_read_whole_whatever_its_size(int size)
    {
        var budget = new BytesInFlight(256L * 1024 * 1024);
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        foreach (var announced in new long?[] { size, null })
        {
            var request = new DefaultHttpContext().Request;
            (request.Body, request.ContentLength) = (new MemoryStream(bytes), announced);
            using var body = await EventBody.ReadAsync(request, "demo", budget, TimeSpan.FromSeconds(30), CancellationToken.None);
            Assert.True(body.Bytes.Span.SequenceEqual(bytes));
        }

        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task A_byte_too_many_is_refused()
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(new byte[Largest + 1]);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => EventBody.ReadAsync(request, "demo", new(256L * 1024 * 1024), TimeSpan.FromSeconds(30), CancellationToken.None));
        Assert.Equal(413, refused.Status);
    }

    [Fact]
    public void One_tenant_has_a_quarter_and_the_others_the_rest()
    {
        const long mebi = 1024 * 1024;
        var budget = new BytesInFlight(256 * mebi);
        budget.Take("greedy", 64 * mebi);
        Assert.Throws<UnavailableException>(() => budget.Take("greedy", 1));
        budget.Take("other", 64 * mebi);
        budget.Give("greedy", 64 * mebi);
        budget.Take("greedy", 64 * mebi);
        budget.Take("third", 64 * mebi);
        budget.Take("fourth", 64 * mebi);
        Assert.Throws<UnavailableException>(() => budget.Take("fifth", 1));
    }

    /// <summary>Some bytes, and then nothing more until the reader gives up.</summary>
    private sealed class Endless(int first) : MemoryStream(new byte[first])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                return read;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
