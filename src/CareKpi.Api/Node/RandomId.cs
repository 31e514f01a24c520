using System.Security.Cryptography;

namespace CareKpi.Api.Node;

internal static class RandomId
{
    /// <summary>16 letters and digits, 80 random bits.</summary>
    public static string New() => RandomNumberGenerator.GetString("0123456789abcdefghijkmnpqrstuvwx", 16);
}
