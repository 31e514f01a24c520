using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CareKpi.Testing.Postgres;

/// <summary>A real PostgreSQL of this run's own, with fsync, on a free port of this machine. A shell of its own starts and stops it, and takes it and its files away when this process ends, however it ends.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>$1: programs, $2: directory, $3: port. The password comes first; then a line for each command, and the end of input is the last. Signals to the group are for the tests.</summary>
    private const string Keeper = """
        trap '' INT TERM HUP
        bin=$1 dir=$2 port=$3
        run() { "$@" < /dev/null >> "$dir/keeper.log" 2>&1; }
        read -r password
        printf '%s\n' "$password" > "$dir/password"
        run "$bin/initdb" -D "$dir/data" -U postgres -A scram-sha-256 --pwfile="$dir/password" -E UTF8 --locale=C --no-sync
        printf "port = %s\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 200\nshared_buffers = 64MB\nfsync = on\nlogging_collector = off\n" "$port" >> "$dir/data/postgresql.conf"
        while read -r command; do
          case $command in
            start) run "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/server.log" start ;;
            stop) run "$bin/pg_ctl" -D "$dir/data" -w -t 60 -m fast stop ;;
            crash) run "$bin/pg_ctl" -D "$dir/data" -w -t 60 -m immediate stop ;;
          esac
          echo "$?"
        done
        run "$bin/pg_ctl" -D "$dir/data" -w -t 20 -m immediate stop
        rm -rf "$dir"
        """;

    private static readonly Lazy<Task<PostgresServer>> OneForAll = new(StartAsync);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Process keeper;
    private readonly string directory;
    private readonly string password;
    private readonly int port;
    private int databases;

    private PostgresServer(Process keeper, string directory, string password, int port)
    {
        this.keeper = keeper;
        this.directory = directory;
        this.password = password;
        this.port = port;
    }

    /// <summary>The one that all tests of this process share. Who stops servers starts one of his own.</summary>
    public static Task<PostgresServer> SharedAsync() => OneForAll.Value;

    /// <summary>As the superuser, for what tests do to a server.</summary>
    public string AdminConnection(string database = "postgres") => Connection("postgres", database);

    public static async Task<PostgresServer> StartAsync()
    {
        var bin = PostgresBinaries.Folder ?? throw new InvalidOperationException("PostgreSQL's programs are not on this machine: apt-get install postgresql, or set PG_BIN");
        var directory = Directory.CreateTempSubdirectory("carekpi-pg-").FullName;
        var port = FreePort();
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = directory };
        if (Environment.UserName is "root")
        {
            // The server refuses root.
            using var give = Process.Start("chown", ["postgres", directory]);
            await give.WaitForExitAsync();
            start.FileName = "setpriv";
            Array.ForEach(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"], start.ArgumentList.Add);
        }
        else
        {
            start.FileName = "sh";
        }

        Array.ForEach(["-c", Keeper, "keeper", bin, directory, port.ToString(CultureInfo.InvariantCulture)], start.ArgumentList.Add);
        var server = new PostgresServer(Process.Start(start)!, directory, Guid.NewGuid().ToString("N"), port);
        await server.keeper.StandardInput.WriteLineAsync(server.password);
        await server.StartAgainAsync();
        return server;
    }

    public Task StartAgainAsync() => CommandAsync("start");

    /// <summary>In order: connections are ended, and it is gone when this returns.</summary>
    public Task StopAsync() => CommandAsync("stop");

    /// <summary>As by a power cut: what was not on disk is lost.</summary>
    public Task CrashAsync() => CommandAsync("crash");

    /// <summary>An empty database and the plain role that owns it; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"carekpi_{Interlocked.Increment(ref databases)}");
        await RunAsync(AdminConnection(), $"CREATE ROLE {name} LOGIN PASSWORD '{password}'");
        await RunAsync(AdminConnection(), $"CREATE DATABASE {name} OWNER {name} TEMPLATE template0");
        return Connection(name, name);
    }

    /// <summary>Runs SQL on a connection of its own.</summary>
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
        turn.Dispose();
    }

    private string Connection(string user, string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = user, Password = password, Database = database, Pooling = false, Timeout = 5 }.ConnectionString;

    private async Task CommandAsync(string command)
    {
        await turn.WaitAsync();
        try
        {
            await keeper.StandardInput.WriteLineAsync(command);
            if (await keeper.StandardOutput.ReadLineAsync() is not "0")
            {
                throw new InvalidOperationException($"PostgreSQL: {command} failed; {directory} says why:\n{Told()}");
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private string Told() => string.Join('\n', new[] { "keeper.log", "server.log" }.Select(file => Path.Combine(directory, file)).Where(File.Exists).SelectMany(static file => File.ReadLines(file).TakeLast(20)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
