using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CareKpi.Api.Tests.Reports;

/// <summary>A mail server that keeps what it is sent. Speaks as much SMTP as a client needs.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public SmtpSink()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Whoever connects hears nothing before it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public string Greeting { get; set; } = "220 sink";

    /// <summary>Set: STARTTLS is offered, with it.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>What is answered to RCPT.</summary>
    public Func<string, string> Recipient { get; set; } = static _ => "250 ok";

    /// <summary>Whether a mail's end is answered; else the line is cut there, with the mail taken.</summary>
    public bool Answers { get; set; } = true;

    public ConcurrentQueue<(string To, string Data)> Mails { get; } = new();

    /// <summary>All lines of clients but mails.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Nobody listens any more.</summary>
    public void Close() => listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            await Gate.WaitAsync(stop.Token);
            await SayAsync(stream, Greeting);
            var to = "";
            while (await LineAsync(stream) is { } line)
            {
                Lines.Enqueue(line);
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await SayAsync(stream, stream is SslStream ? "250-sink\r\n250 AUTH LOGIN" : Certificate is null ? "250 sink" : "250-sink\r\n250 STARTTLS");
                        break;
                    case "STARTTLS":
                        await SayAsync(stream, "220 go");
                        var encrypted = new SslStream(stream);
                        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stop.Token);
                        stream = encrypted;
                        break;
                    case "RCPT":
                        to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                        await SayAsync(stream, Recipient(to));
                        break;
                    case "DATA":
                        await SayAsync(stream, "354 go");
                        var data = new StringBuilder();
                        while (await LineAsync(stream) is { } text && text != ".")
                        {
                            data.Append(text.StartsWith('.') ? text[1..] : text).Append('\n');
                        }

                        Mails.Enqueue((to, data.ToString()));
                        if (!Answers)
                        {
                            return;
                        }

                        await SayAsync(stream, "250 taken");
                        break;
                    case "QUIT":
                        await SayAsync(stream, "221 bye");
                        return;
                    default:
                        await SayAsync(stream, "250 ok");
                        break;
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token);

    /// <summary>null: the end.</summary>
    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
