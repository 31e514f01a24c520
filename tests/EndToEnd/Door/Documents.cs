using System.Security.Cryptography;

namespace CareKpi.EndToEnd.Door;

/// <summary>The documents that widgets may run, by the names of their files.</summary>
internal static class Documents
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src", "gateway", "documents", "widgets");

    public static string IdOf(string name) => IdOf(File.ReadAllBytes(Path.Combine(Folder, name + ".graphql")));

    public static string IdOf(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text));
}
