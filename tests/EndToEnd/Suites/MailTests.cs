using CareKpi.Api.Tests.Reports;
using CareKpi.Testing.Postgres;

namespace CareKpi.EndToEnd.Suites;

/// <summary>Two servers on one PostgreSQL send mails, and are killed in the middle of them.</summary>
[Collection("server"), Trait("Suite", "postgres")]
public sealed class MailTests
{
    private const int Addresses = 20;
    private const int Sendings = 5;

    /// <summary>Mails that one server sends of one tenant at one time.</summary>
    private const int AtOnce = 2;

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(90);

    [PostgresFact]
    public async Task Every_mail_goes_out_and_twice_only_what_was_under_way_when_its_server_was_killed()
    {
        await using var sink = new SmtpSink();
        using var hang = new Hang(sink);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CareKpi__Postgres"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            ["CareKpi__Smtp__Host"] = "127.0.0.1",
            ["CareKpi__Smtp__Port"] = sink.Port.ToString(CultureInfo.InvariantCulture),
            ["CareKpi__Smtp__Security"] = "none",
            ["CareKpi__Smtp__From"] = "reports@example.com",
        };
        ServerProcess[] servers = [new(environment), new(environment)];
        await using var first = servers[0];
        await using var second = servers[1];
        await first.StartAsync();
        await second.StartAsync();
        var tenant = await first.TenantAsync("mailing");
        var to = string.Join(',', Enumerable.Range(0, Addresses).Select(static i => $"\"reader-{i}@example.com\""));
        var report = (await tenant.Http.SendAsync(HttpMethod.Post, "/v1/reports", $$$"""{"name":"Weekly","level":"tenant","every":"week","email":{"to":[{{{to}}}]}}"""))["id"]!.GetValue<string>();
        hang.At(Addresses);
        for (var i = 0; i < Sendings; i++)
        {
            await tenant.Http.SendAsync(HttpMethod.Post, $"/v1/reports/{report}/send", "{}");
        }

        var kills = Size.Of(test: 2, prove: 8);
        for (var kill = 0; kill < kills; kill++)
        {
            await hang.HangsAsync();
            // One of both sends, and hangs; the other one has nothing to say before it is gone.
            var killed = servers[kill % 2];
            await killed.KillAsync();
            hang.At(sink.Mails.Count + (Addresses / 2));
            await killed.StartAsync();
        }

        hang.At(int.MaxValue);
        var reader = new Tenant(second, tenant.Name, tenant.Key).Http;
        await Until.TrueAsync("all mails are sent", Within, async () =>
            (await reader.GetAsync($"/v1/reports/{report}/deliveries"))["items"]!.AsArray().Count(static sending => sending!["state"]!.GetValue<string>() is "sent") == Sendings);
        var counts = sink.Mails.CountBy(static mail => mail.Data.Split('\n').Single(static line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.Equal(Addresses * Sendings, counts.Count);
        Assert.InRange(counts.Sum(static count => count.Value - 1), 0, kills * AtOnce);
        Size.Tell($"{kills} kills of servers in the middle of {Addresses * Sendings} mails: each went out, {sink.Mails.Count - counts.Count} of them twice");
    }

    /// <summary>The mail server takes so many mails, and then leaves who sends waiting until it is told of more.</summary>
    private sealed class Hang : IDisposable
    {
        private readonly Lock gate = new();
        private TaskCompletionSource hangs = New();
        private ManualResetEventSlim goOn = new();
        private int most = int.MaxValue;

        public Hang(SmtpSink sink) => sink.Recipient = _ =>
        {
            ManualResetEventSlim? wait = null;
            lock (gate)
            {
                if (sink.Mails.Count >= most)
                {
                    hangs.TrySetResult();
                    wait = goOn;
                }
            }

            wait?.Wait();
            return "250 ok";
        };

        public void At(int mails)
        {
            lock (gate)
            {
                (most, hangs) = (mails, New());
                goOn.Set();
                goOn = new();
            }
        }

        public Task HangsAsync()
        {
            lock (gate)
            {
                return hangs.Task.WaitAsync(Within);
            }
        }

        public void Dispose() => At(int.MaxValue);

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
