using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>A network between a store and its server that can stop carrying, lose answers, and be cut on the store's side only.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> near = [];
    private readonly List<TcpClient> far = [];
    private readonly int port;
    private volatile TaskCompletionSource? stalled;

    public Wire(string connectionString)
    {
        listener.Start();
        port = new NpgsqlConnectionStringBuilder(connectionString).Port;
        Connection = new NpgsqlConnectionStringBuilder(connectionString) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ConnectionString;
        _ = AcceptAsync();
    }

    public string Connection { get; }

    /// <summary>Answers are taken from the server and thrown away.</summary>
    public volatile bool LosesAnswers;

    public void Stall() => stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Go()
    {
        stalled?.TrySetResult();
        stalled = null;
    }

    /// <summary>The store's connections end; the server hears nothing of it.</summary>
    public void Cut()
    {
        lock (near)
        {
            near.ForEach(static client => client.Client.Close());
            near.Clear();
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        Go();
        Cut();
        lock (near)
        {
            far.ForEach(static server => server.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var server = new TcpClient { NoDelay = true };
                await server.ConnectAsync(IPAddress.Loopback, port);
                lock (near)
                {
                    near.Add(client);
                    far.Add(server);
                }

                _ = CarryAsync(client, server, static () => false);
                _ = CarryAsync(server, client, () => LosesAnswers);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to, Func<bool> loses)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (stalled is { } until)
                {
                    await until.Task;
                }

                if (!loses())
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone. The other is left alone: that is what a cut is.
        }
    }
}
