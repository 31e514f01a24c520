namespace CareKpi.Kpis.Reports;

/// <summary>What is taken as a mail address: the dot-atom form of RFC 5321 in ASCII, at a name with a dot. No quotes, comments, names, literals or spaces, so nothing in it can end a header or a command.</summary>
public static class MailAddressRule
{
    public const int MaxLength = 254;
    private const int MaxLocal = 64;
    private const int MaxLabel = 63;

    public static bool Holds(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return address.Length <= MaxLength && at is > 0 and <= MaxLocal && IsLocal(address.AsSpan(0, at)) && IsHost(address.AsSpan(at + 1));
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        foreach (var atom in local.Split('.'))
        {
            if (local[atom].IsEmpty)
            {
                return false;
            }
            foreach (var c in local[atom])
            {
                if (!char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        var labels = 0;
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            labels++;
            if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }
        return labels > 1;
    }
}
