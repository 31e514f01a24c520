using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using Npgsql;

namespace CareKpi.Storage.Postgres;

/// <summary>
/// Advisory locks of one session: all of this process, on a connection of their own. They end with it, so a process that dies lets go at once; one that hangs, or whose network does, when the server has heard nothing from it for
/// ten seconds. This side asks every two seconds whether the connection lives, and tells the holders when it does not: before anybody else can have what they held, unless the server itself ended the session.
/// A pooler between must keep sessions (not PgBouncer's transaction mode).
/// </summary>
public sealed class PostgresLocks : INamedLocks, IAsyncDisposable
{
    /// <summary>The server's side: how long a session may say nothing, and how soon it notices that the other end is gone.</summary>
    private const string Session = "-c idle_session_timeout=10000 -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // A session may lock what it holds already: within the process names are kept apart here.
    private readonly ProcessLocks here = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly NpgsqlDataSource source;
    private readonly string name;
    private readonly Task beating;
    private Life? life;

    /// <summary>A session, and those who have locks of it.</summary>
    private sealed record Life(NpgsqlConnection Connection, CancellationTokenSource Lost);

    internal PostgresLocks(PostgresSettings settings)
    {
        name = settings.Name;
        source = settings.Connect("carekpi-locks", most: 1, Answer, Session);
        beating = BeatAsync();
    }

    public async ValueTask<INamedLock?> TryEnterAsync(string name, CancellationToken cancellationToken) =>
        await here.TryEnterAsync(name, cancellationToken) is { } inner ? await WithinAsync(name, inner, TimeSpan.Zero, cancellationToken) : null;

    public async ValueTask<INamedLock> EnterAsync(string name, CancellationToken cancellationToken) =>
        await WithinAsync(name, await here.EnterAsync(name, cancellationToken), NamedLocks.Patience, cancellationToken) ?? throw NamedLocks.Busy(name);

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await beating;
        await turn.WaitAsync(CancellationToken.None);
        await BreakAsync();
        turn.Release();
        await source.DisposeAsync();
    }

    /// <summary>Nobody else in this process has it: now of all others. A waiting statement would keep everybody else of this process waiting, so it is asked again and again.</summary>
    private async Task<INamedLock?> WithinAsync(string name, INamedLock inner, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            var begun = Stopwatch.GetTimestamp();
            for (var pause = TimeSpan.FromMilliseconds(2); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (await RunAsync(Open, "SELECT pg_try_advisory_lock($1)", KeyOf(name), cancellationToken) is (var mine, true))
                {
                    return new Held(this, inner, mine, KeyOf(name));
                }

                if (Stopwatch.GetElapsedTime(begun) + pause > patience)
                {
                    await inner.DisposeAsync();
                    return null;
                }

                await Task.Delay(pause, cancellationToken);
            }
        }
        catch
        {
            await inner.DisposeAsync();
            throw;
        }
    }

    private async ValueTask LeaveAsync(Life mine, long key)
    {
        try
        {
            await RunAsync(_ => new(ReferenceEquals(life, mine) ? mine : null), "SELECT pg_advisory_unlock($1)", key, CancellationToken.None);
        }
        catch (UnavailableException)
        {
            // The session is over, and its locks with it.
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                try
                {
                    await RunAsync(_ => new(life), "SELECT $1 IS NULL", 0, stopping.Token);
                }
                catch (UnavailableException)
                {
                    // Its holders know.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async ValueTask<Life?> Open(CancellationToken cancellationToken) => life ??= new(await source.OpenConnectionAsync(cancellationToken), new());

    /// <summary>One statement at a time, to its end. Whatever goes wrong ends the session: who knows what it holds otherwise.</summary>
    private async Task<(Life Life, bool Answer)?> RunAsync(Func<CancellationToken, ValueTask<Life?>> of, string sql, long key, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await of(CancellationToken.None) is not { } on)
            {
                return null;
            }

            await using var command = new NpgsqlCommand(sql, on.Connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } };
            return (on, await command.ExecuteScalarAsync(CancellationToken.None) is true);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException)
        {
            await BreakAsync();
            throw new UnavailableException($"{name} does not answer for the node's locks", Retry, fault);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask BreakAsync()
    {
        if (life is not { } over)
        {
            return;
        }

        life = null;
        // Whoever is told goes on elsewhere.
        _ = over.Lost.CancelAsync();
        try
        {
            await over.Connection.DisposeAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException)
        {
            // It is gone either way.
        }
    }

    private static long KeyOf(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private sealed class Held(PostgresLocks locks, INamedLock inner, Life mine, long key) : INamedLock
    {
        private int gone;

        public CancellationToken Lost => mine.Lost.Token;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref gone, 1) == 0)
            {
                await locks.LeaveAsync(mine, key);
                await inner.DisposeAsync();
            }
        }
    }
}
