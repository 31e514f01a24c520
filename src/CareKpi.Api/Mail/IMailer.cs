namespace CareKpi.Api.Mail;

/// <summary>A mail to one address. <see cref="Id"/>: the same whenever the same mail is sent again.</summary>
internal sealed record MailMessageOut(string Id, string To, string Subject, string Text, string Html, byte[] Csv, string CsvName);

/// <summary>How the node sends mail.</summary>
internal interface IMailer
{
    /// <summary>False: the operator has set up no mail server.</summary>
    bool IsSetUp { get; }

    /// <summary>null: the server has taken it. Else what went wrong, in words that a tenant may read.</summary>
    Task<string?> SendAsync(MailMessageOut mail, CancellationToken cancellationToken);
}
