using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace CareKpi.Api.Keys;

/// <summary><c>ck_</c> and 32 random bytes in base 62. A secret of 256 bits cannot be guessed, so a plain SHA-256 is what is stored: no salt, no slow hash.</summary>
internal static class KeySecret
{
    public const string Prefix = "ck_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 43;

    public static string New()
    {
        var number = new BigInteger(RandomNumberGenerator.GetBytes(32), isUnsigned: true);
        var text = new char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            text[i] = Alphabet[(int)digit];
        }

        return string.Concat(Prefix, new string(text));
    }

    public static bool LooksRight(string token) =>
        token.Length == Prefix.Length + Length && token.StartsWith(Prefix, StringComparison.Ordinal) && token.AsSpan(Prefix.Length).ContainsAnyExcept(Alphabet) is false;

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
