using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareKpi.Api.Mail;
using CareKpi.Api.Tests.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareKpi.Api.Tests.Reports;

/// <summary>Mail over real sockets.</summary>
public sealed class SmtpMailerTests : IAsyncLifetime
{
    private static readonly MailMessageOut s_mail = new("abc-0", "ann@example.com", "每週報告: March", "text", "<p>html</p>", [1, 2, 3], "report.csv");
    private readonly SmtpSink sink = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await sink.DisposeAsync();

    [Fact]
    public async Task A_mail_has_an_id_that_stays_and_one_recipient()
    {
        Assert.Null(await SendAsync());
        Assert.Null(await SendAsync());
        Assert.Equal(2, sink.Mails.Count);
        Assert.All(sink.Mails, static mail =>
        {
            Assert.Equal("ann@example.com", mail.To);
            Assert.Single(mail.Data.Split('\n'), static line => line.StartsWith("To:", StringComparison.OrdinalIgnoreCase));
            Assert.Contains("\nMessage-ID: <abc-0@example.com>\n", "\n" + mail.Data, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("\nAuto-Submitted: auto-generated\n", "\n" + mail.Data, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("=?utf-8?B?", mail.Data, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("multipart/mixed", mail.Data, StringComparison.Ordinal);
            Assert.Contains("multipart/alternative", mail.Data, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_by_its_code_and_not_by_its_words()
    {
        sink.Recipient = static _ => "550 no ann@example.com on host secret.internal";
        Assert.Equal("the mail server refused the address: 550", await SendAsync());
        sink.Greeting = "554 go away";
        Assert.Equal("the mail server answered 554", await SendAsync());
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_alone()
    {
        var gate = new TaskCompletionSource();
        sink.Gate = gate.Task;
        Assert.Equal("the mail server did not answer in time", await SendAsync(patience: TimeSpan.FromMilliseconds(300)));
        gate.SetResult();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        sink.Close();
        Assert.Equal("the mail server was not reached", await SendAsync());
    }

    [Fact]
    public async Task Without_encryption_nothing_is_said_where_it_is_asked_for()
    {
        Assert.Equal("the mail server does not offer STARTTLS, or was not reached", await SendAsync("startTls", "User=u", "Password=very-secret"));
        Assert.DoesNotContain(sink.Lines, static line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_password()
    {
        using var rsa = RSA.Create(2048);
        using var made = new CertificateRequest("CN=127.0.0.1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        sink.Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        Assert.Equal("the mail server's certificate is not trusted", await SendAsync("startTls", "User=u", "Password=very-secret"));
        Assert.Contains("STARTTLS", sink.Lines, StringComparer.Ordinal);
        Assert.DoesNotContain(sink.Lines, static line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    private async Task<string?> SendAsync(string security = "none", params string[] more) => await SendAsync(null, security, more);

    private async Task<string?> SendAsync(TimeSpan? patience, string security = "none", params string[] more)
    {
        string[] given = ["Host=127.0.0.1", $"Port={sink.Port}", "From=Care <reports@example.com>", $"Security={security}", .. more];
        var smtp = SmtpOptions.Read(name => Array.Find(given, setting => setting.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..]);
        var mailer = new SmtpMailer(new() { NodeStore = null!, Locks = null!, Spool = null!, Smtp = smtp }, NullLogger<SmtpMailer>.Instance) { Patience = patience ?? TimeSpan.FromSeconds(20) };
        return await mailer.SendAsync(s_mail, CancellationToken.None);
    }
}
