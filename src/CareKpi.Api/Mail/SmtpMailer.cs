using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Mail;

/// <summary>Sends mail over the operator's server: one connection a mail, little time. Neither addresses nor what the server says are logged or told: its words may name hosts and people.</summary>
internal sealed class SmtpMailer(CareKpiApiOptions options, ILogger<SmtpMailer> log) : IMailer
{
    private readonly SmtpOptions? smtp = options.Smtp;

    public bool IsSetUp => smtp is not null;

    /// <summary>For all of it: connecting, talking, the mail itself.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public async Task<string?> SendAsync(MailMessageOut mail, CancellationToken cancellationToken)
    {
        if (smtp is null)
        {
            return "no mail server is set up";
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var error = await TryAsync(smtp, mail, patience.Token, cancellationToken);
        if (error is not null)
        {
            log.LogWarning("A mail was not sent: {Error}", error);
        }

        return error;
    }

    private static async Task<string?> TryAsync(SmtpOptions smtp, MailMessageOut mail, CancellationToken patience, CancellationToken cancellationToken)
    {
        try
        {
            using var message = Message(smtp, mail);
            using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.StartTls, UseDefaultCredentials = false, Credentials = smtp.User is null ? null : new NetworkCredential(smtp.User, smtp.Password) };
            // Also where a connection hangs in a way that is not cancelled.
            await client.SendMailAsync(message, patience).WaitAsync(patience);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the mail server did not answer in time";
        }
        catch (SmtpFailedRecipientException refused)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the mail server refused the address: {(int)refused.StatusCode}");
        }
        catch (SmtpException refused) when (refused.StatusCode != SmtpStatusCode.GeneralFailure)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the mail server answered {(int)refused.StatusCode}");
        }
        catch (Exception fault) when (fault is SmtpException or AuthenticationException or IOException or InvalidOperationException or FormatException)
        {
            return fault is AuthenticationException || fault.InnerException is AuthenticationException ? "the mail server's certificate is not trusted"
                : smtp.StartTls && fault.InnerException is null ? "the mail server does not offer STARTTLS, or was not reached" : "the mail server was not reached";
        }
    }

    private static MailMessage Message(SmtpOptions smtp, MailMessageOut mail)
    {
        var message = new MailMessage(new MailAddress(smtp.From, smtp.FromName, Encoding.UTF8), new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{mail.Id}@{smtp.From[(smtp.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        // No out-of-office answers (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        var csv = new Attachment(new MemoryStream(mail.Csv), new ContentType(MediaTypeNames.Text.Csv) { CharSet = "utf-8", Name = mail.CsvName }) { TransferEncoding = TransferEncoding.Base64 };
        csv.ContentDisposition!.FileName = mail.CsvName;
        message.Attachments.Add(csv);
        return message;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
