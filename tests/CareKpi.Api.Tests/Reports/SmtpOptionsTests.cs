using CareKpi.Api.Mail;

namespace CareKpi.Api.Tests.Reports;

public sealed class SmtpOptionsTests
{
    [Fact]
    public void Nothing_set_up_is_no_mail_server() => Assert.Null(Read());

    [Fact]
    public void What_is_left_out_is_usual()
    {
        var smtp = Read("Host=mail.example.com", "From=Care <reports@example.com>", "User=u", "Password=p")!;
        Assert.Equal(("mail.example.com", 587, true, "reports@example.com", "Care", "u"), (smtp.Host, smtp.Port, smtp.StartTls, smtp.From, smtp.FromName, smtp.User));
        Assert.Equal((25, false), (Read("Host=10.0.0.1", "From=a@b.example", "Security=none")!.Port, Read("Host=10.0.0.1", "From=a@b.example", "Security=none")!.StartTls));
        Assert.DoesNotContain("Password", System.Text.Json.JsonSerializer.Serialize(smtp), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "From=a@b.example")]
    [InlineData("Host", "Host=smtp://mail.example.com", "From=a@b.example")]
    [InlineData("From", "Host=mail.example.com")]
    [InlineData("From", "Host=mail.example.com", "From=reports")]
    [InlineData("From", "Host=mail.example.com", "From=a@b.example\r\nBcc: c@d.example")]
    [InlineData("Port", "Host=mail.example.com", "From=a@b.example", "Port=0")]
    [InlineData("Port", "Host=mail.example.com", "From=a@b.example", "Port=465")]
    [InlineData("Security", "Host=mail.example.com", "From=a@b.example", "Security=tls")]
    [InlineData("Security", "Host=mail.example.com", "From=a@b.example", "Security=ssl")]
    [InlineData("Security", "Host=mail.example.com", "From=a@b.example", "Security=none", "User=u", "Password=p")]
    [InlineData("Password", "Host=mail.example.com", "From=a@b.example", "User=u")]
    [InlineData("User", "Host=mail.example.com", "From=a@b.example", "Password=very-secret")]
    public void What_makes_no_sense_keeps_the_node_from_starting(string setting, params string[] given)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Read(given));
        Assert.StartsWith($"CareKpi__Smtp__{setting} ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", refused.Message, StringComparison.Ordinal);
    }

    private static SmtpOptions? Read(params string[] given) => SmtpOptions.Read(name => Array.Find(given, setting => setting.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..]);
}
