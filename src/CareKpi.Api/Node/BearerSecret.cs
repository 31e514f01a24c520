using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace CareKpi.Api.Node;

/// <summary>A prefix that tells what it is, and 32 random bytes in base 62. A secret of 256 bits cannot be guessed, so a plain SHA-256 is what is stored: no salt, no slow hash.</summary>
internal static class BearerSecret
{
    public const string Key = "ck_";
    public const string Session = "cs_";
    public const string Link = "ci_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 43;

    public static string New(string prefix)
    {
        var number = new BigInteger(RandomNumberGenerator.GetBytes(32), isUnsigned: true);
        var text = new char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            text[i] = Alphabet[(int)digit];
        }

        return string.Concat(prefix, new string(text));
    }

    public static bool LooksRight(string token, string prefix) =>
        token.Length == prefix.Length + Length && token.StartsWith(prefix, StringComparison.Ordinal) && token.AsSpan(prefix.Length).ContainsAnyExcept(Alphabet) is false;

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
