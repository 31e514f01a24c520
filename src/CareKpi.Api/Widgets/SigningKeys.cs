using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using CareKpi.Api.Node;

namespace CareKpi.Api.Widgets;

/// <summary>A key pair on P-256 as it is kept: PKCS#8.</summary>
internal sealed record SigningKeyRow(string Kid, DateTimeOffset CreatedAt, byte[] Private);

/// <summary>A key pair that signs widget tokens.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa pair = ECDsa.Create();

    public SigningKey(SigningKeyRow row)
    {
        (Kid, CreatedAt) = (row.Kid, row.CreatedAt);
        pair.ImportPkcs8PrivateKey(row.Private, out _);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        Public = new("EC", "sig", "ES256", "P-256", Kid, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    public string Kid { get; }

    public DateTimeOffset CreatedAt { get; }

    public WidgetKeyBody Public { get; }

    public static SigningKeyRow New(DateTimeOffset now)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(RandomId.New(), now, pair.ExportPkcs8PrivateKey());
    }

    public byte[] Sign(byte[] data)
    {
        lock (pair)
        {
            return pair.SignData(data, HashAlgorithmName.SHA256);
        }
    }

    public bool Verifies(byte[] data, byte[] signature)
    {
        lock (pair)
        {
            return pair.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
    }

    public void Dispose() => pair.Dispose();
}

/// <summary>The keys that sign widget tokens, shared by all nodes on one store. A new one is made every 30 days; an old one verifies until its last token is over.</summary>
internal sealed class SigningKeys(NodeState state, TimeProvider clock)
{
    private const string Rows = "widget-signing/";
    private static readonly TimeSpan Rotation = TimeSpan.FromDays(30);

    // Another node may have made a key: one that is not known is looked for, but not by every token that claims one.
    private static readonly TimeSpan Belief = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(1);
    private IReadOnlyDictionary<string, SigningKey> known = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
    private long? since;

    /// <summary>The newest, made if there is none or it is too old.</summary>
    public async Task<SigningKey> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Newest() is { } current)
        {
            return current;
        }

        await ReadAsync(cancellationToken);
        if (Newest() is { } other)
        {
            return other;
        }

        var row = SigningKey.New(clock.GetUtcNow());
        await state.WriteAsync([(Rows + row.Kid, JsonSerializer.SerializeToUtf8Bytes(row, NodeJson.Default.SigningKeyRow))], cancellationToken);
        await ReadAsync(cancellationToken);
        return Newest() ?? throw new InvalidOperationException("a signing key that was made is not there");
    }

    /// <summary>null: there is none, or its last token is over.</summary>
    public async ValueTask<SigningKey?> FindAsync(string kid, CancellationToken cancellationToken)
    {
        if (!known.ContainsKey(kid) && (since is not { } last || clock.GetElapsedTime(last) >= Belief))
        {
            await ReadAsync(cancellationToken);
        }

        return known.TryGetValue(kid, out var key) && !IsOver(key.CreatedAt) ? key : null;
    }

    /// <summary>Those that verify, the newest first.</summary>
    public async Task<IReadOnlyList<SigningKey>> AllAsync(CancellationToken cancellationToken)
    {
        await CurrentAsync(cancellationToken);
        return [.. known.Values.Where(key => !IsOver(key.CreatedAt)).OrderByDescending(static key => key.CreatedAt)];
    }

    private SigningKey? Newest() => known.Values.MaxBy(static key => key.CreatedAt) is { } newest && clock.GetUtcNow() - newest.CreatedAt < Rotation ? newest : null;

    // Twice the life of a token, for clocks of nodes that differ.
    private bool IsOver(DateTimeOffset createdAt) => clock.GetUtcNow() - createdAt > Rotation + (2 * WidgetTokens.Life);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetTimestamp();
            var rows = (await state.ScanAsync(Rows, cancellationToken)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.SigningKeyRow)!).ToLookup(row => IsOver(row.CreatedAt));
            if (rows[true].Any())
            {
                await state.WriteAsync([.. rows[true].Select(static row => (Rows + row.Kid, (byte[]?)null))], cancellationToken);
            }

            // Those that are known stay the same objects: others may be verifying with them.
            known = rows[false].ToDictionary(static row => row.Kid, row => known.TryGetValue(row.Kid, out var key) ? key : new SigningKey(row), StringComparer.Ordinal);
            since = now;
        }
        finally
        {
            reading.Release();
        }
    }
}
