using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>A server of its own that stops, crashes and comes back under writers.</summary>
public sealed class PostgresRestartTests
{
    [PostgresFact]
    public async Task What_was_acknowledged_before_and_between_crashes_is_there_once()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await PostgresDatabase.OpenAsync(await server.CreateDatabaseAsync(), TimeSpan.Zero, null, default);
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(number => WriteAsync(database.Log, $"t{number}", enough)).ToArray();
        await WrittenAsync(database, 50);
        await server.CrashAsync();
        await server.StartAgainAsync();
        await WrittenAsync(database, 100);
        await server.StopAsync();
        await server.StartAgainAsync();
        await WrittenAsync(database, 150);
        await enough.CancelAsync();

        for (var number = 0; number < writers.Length; number++)
        {
            // Numbers count up in what a writer sends, so twice would show; and its own count says what has to be there.
            var acknowledged = await writers[number];
            var records = new List<LogRecord>();
            while (await database.Log.ReadAsync($"t{number}", records.Count + 1, 1 << 20, default) is { Count: > 0 } page)
            {
                records.AddRange(page);
            }

            Assert.Equal(acknowledged, records.Select(static record => BitConverter.ToInt64(record.Payload.Span)));
        }

        Assert.Empty(await database.Log.CheckAsync(default));
    }

    private static async Task WrittenAsync(PostgresDatabase database, long seq)
    {
        while (true)
        {
            try
            {
                if ((await database.Log.HeadAsync("t0", default)).LastSeq >= seq)
                {
                    return;
                }
            }
            catch (StoreException)
            {
                // It is away.
            }

            await Task.Delay(10);
        }
    }

    /// <summary>As a tenant's writer does it: after a fault it opens the store anew, and the head tells whether the write in doubt was done. What was sent, in order.</summary>
    private static async Task<List<long>> WriteAsync(PostgresLogStore log, string tenant, CancellationTokenSource enough)
    {
        var sent = new List<long>();
        Assert.True(await log.ClaimAsync(tenant, 0, default));
        for (var number = 1L; !enough.IsCancellationRequested; number++)
        {
            while (true)
            {
                try
                {
                    Assert.Equal([AppendOutcome.Committed], await log.AppendAsync([new LogAppend(tenant, 1, sent.Count + 1, [BitConverter.GetBytes(number)])], default));
                    sent.Add(number);
                    break;
                }
                catch (StoreException)
                {
                    if (await DoneAsync(log, tenant, sent.Count + 1))
                    {
                        sent.Add(number);
                        break;
                    }
                }
            }
        }

        return sent;
    }

    private static async Task<bool> DoneAsync(PostgresLogStore log, string tenant, long seq)
    {
        while (true)
        {
            try
            {
                await log.ReopenAsync(default);
                return (await log.HeadAsync(tenant, default)).LastSeq == seq;
            }
            catch (StoreException)
            {
                await Task.Delay(10);
            }
        }
    }
}
