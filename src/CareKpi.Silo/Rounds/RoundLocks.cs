using System.Collections.Concurrent;
using Npgsql;

namespace CareKpi.Silo.Rounds;

/// <summary>Advisory locks, each on a connection of its own: whoever dies loses it with the connection, and whoever cannot ask the connection takes it for lost.</summary>
internal sealed class RoundLocks(string postgres) : IAsyncDisposable
{
    // Beside the number that is the kind's.
    private const int Class = 0x636b7069;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { ApplicationName = "carekpi-rounds", Pooling = false, CommandTimeout = 3, Timeout = 3, KeepAlive = 10, TcpKeepAlive = true });
    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);

    private sealed record Held(NpgsqlConnection Connection, SemaphoreSlim Turn);

    public async Task<bool> TakeAsync(string kind, CancellationToken cancellationToken)
    {
        await ReleaseAsync(kind);
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, hashtext($2))", connection) { Parameters = { new() { Value = Class }, new() { Value = kind } } };
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                held[kind] = new(connection, new SemaphoreSlim(1));
                return true;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return false;
    }

    public async ValueTask<bool> IsHeldAsync(string kind, CancellationToken cancellationToken)
    {
        if (!held.TryGetValue(kind, out var mine))
        {
            return false;
        }
        await mine.Turn.WaitAsync(cancellationToken);
        try
        {
            await using var ask = new NpgsqlCommand("SELECT true", mine.Connection);
            return await ask.ExecuteScalarAsync(cancellationToken) is true;
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            held.TryRemove(new KeyValuePair<string, Held>(kind, mine));
            return false;
        }
        finally
        {
            mine.Turn.Release();
        }
    }

    public async Task ReleaseAsync(string kind)
    {
        if (held.TryRemove(kind, out var mine))
        {
            await mine.Connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var kind in held.Keys)
        {
            await ReleaseAsync(kind);
        }
        await source.DisposeAsync();
    }
}
