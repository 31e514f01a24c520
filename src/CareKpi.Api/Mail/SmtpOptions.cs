using System.Globalization;
using CareKpi.Kpis.Reports;

namespace CareKpi.Api.Mail;

/// <summary>The operator's mail server. A class, not a record: nothing prints the password.</summary>
public sealed class SmtpOptions
{
    private const int SubmissionPort = 587;
    private const int RelayPort = 25;
    private const int ImplicitTlsPort = 465;

    private SmtpOptions(string host, int port, bool startTls, string from, string? fromName, string? user, string? password) =>
        (Host, Port, StartTls, From, FromName, User, Password) = (host, port, startTls, from, fromName, user, password);

    public string Host { get; }

    public int Port { get; }

    /// <summary>Nothing is sent, no password either, before the connection is encrypted. False: it never is.</summary>
    public bool StartTls { get; }

    public string From { get; }

    public string? FromName { get; }

    public string? User { get; }

    internal string? Password { get; }

    /// <summary>Reads <c>CareKpi__Smtp__…</c>; null: none is set up.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or makes no sense.</exception>
    public static SmtpOptions? Read(Func<string, string?> setting)
    {
        var (host, port, user, password, from, security) = (setting("Host"), setting("Port"), setting("User"), setting("Password"), setting("From"), setting("Security"));
        if (host is null)
        {
            return (port ?? user ?? password ?? from ?? security) is null ? null : throw Refused("Host", "is not set, but others of CareKpi__Smtp__ are: name the mail server, or take them away");
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Refused("Host", $"is '{host}': it is a name or an address, without a scheme and a port");
        }

        var startTls = (security ?? "startTls") switch
        {
            "startTls" => true,
            "none" => false,
            "tls" => throw Refused("Security", "is 'tls': TLS from the first byte (port 465) is not spoken; use 'startTls', usually on port 587"),
            var other => throw Refused("Security", $"is '{other}': it is 'startTls' or 'none'"),
        };
        var number = port is null ? startTls ? SubmissionPort : RelayPort
            : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= 65_535 ? given : throw Refused("Port", $"is '{port}': a port is 1 to 65535");
        if (number == ImplicitTlsPort)
        {
            throw Refused("Port", "is 465, where servers speak TLS from the first byte, which is not spoken here; use 587 with 'startTls'");
        }

        if (user is null != password is null)
        {
            throw Refused(user is null ? "User" : "Password", "is not set: give both or none");
        }

        if (user is not null && !startTls)
        {
            throw Refused("Security", "is 'none', and a password would be sent for all to read: use 'startTls', or a server that asks for none");
        }

        var (address, name) = SenderOf(from ?? throw Refused("From", "is not set: the address that mail comes from"));
        return new(host, number, startTls, address, name, user, password);
    }

    /// <summary><c>reports@example.com</c> or <c>Reports &lt;reports@example.com&gt;</c>.</summary>
    private static (string Address, string? Name) SenderOf(string from)
    {
        var begin = from.IndexOf('<', StringComparison.Ordinal);
        var (address, name) = begin < 0 ? (from, "") : (from[(begin + 1)..].TrimEnd('>'), from[..begin].Trim().Trim('"'));
        return MailAddressRule.Holds(address) && !name.Any(char.IsControl) ? (address, name.Length == 0 ? null : name)
            : throw Refused("From", $"is '{from}': write reports@example.com or Reports <reports@example.com>");
    }

    private static InvalidOperationException Refused(string name, string what) => new($"CareKpi__Smtp__{name} {what}");
}
