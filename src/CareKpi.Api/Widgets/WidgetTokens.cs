using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Widgets;

/// <summary>What a token pins: the tenant, the key that minted it, one scope, its KPIs (null: all of the level) and the origin of the page.</summary>
internal sealed record WidgetClaims(string Tenant, string Minter, ScopeRef Scope, IReadOnlyList<string>? Kpis, string Origin, DateTimeOffset ExpiresAt);

/// <summary>Widget tokens: JWTs signed with ES256. Algorithm and type are what is expected, never what a token says.</summary>
internal sealed class WidgetTokens(SigningKeys keys, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const string Algorithm = "ES256";
    private const string Type = "carekpi-widget+jwt";
    private const string Issuer = "carekpi";
    private const int Longest = 8 * 1024;
    private const int SignatureBytes = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>It says that it is one, so no other form of credential has to look at it.</summary>
    public static bool Claims(string token) => token.Length <= Longest && !token.AsSpan().ContainsAnyExcept(Letters) && token.Count(static letter => letter == '.') == 2
        && Json(token[..token.IndexOf('.', StringComparison.Ordinal)]) is { } header && IsText(header, "typ", Type);

    public async Task<(string Token, DateTimeOffset ExpiresAt)> MintAsync(string tenant, string minter, ScopeRef scope, IReadOnlyList<string>? kpis, string origin, CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(cancellationToken);
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var header = Encode(json =>
        {
            json.WriteString("alg", Algorithm);
            json.WriteString("typ", Type);
            json.WriteString("kid", key.Kid);
        });
        var payload = Encode(json =>
        {
            json.WriteString("iss", Issuer);
            json.WriteString("tenant", tenant);
            json.WriteString("minter", minter);
            json.WriteString("level", Words.Of(scope.Level));
            json.WriteString("key", scope.Key);
            if (kpis is not null)
            {
                json.WriteStartArray("kpis");
                foreach (var kpi in kpis)
                {
                    json.WriteStringValue(kpi);
                }

                json.WriteEndArray();
            }

            json.WriteString("origin", origin);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Life).ToUnixTimeSeconds());
        });
        var signature = key.Sign(Encoding.ASCII.GetBytes($"{header}.{payload}"));
        return ($"{header}.{payload}.{Base64Url.EncodeToString(signature)}", now + Life);
    }

    /// <summary>null: it is not one of ours, was changed, or is over.</summary>
    public async ValueTask<WidgetClaims?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (!Claims(token))
        {
            return null;
        }

        var parts = token.Split('.');
        if (Json(parts[0]) is not { } header || !IsText(header, "alg", Algorithm) || !header.TryGetProperty("kid", out var kid) || kid.ValueKind != JsonValueKind.String
            || await keys.FindAsync(kid.GetString()!, cancellationToken) is not { } key)
        {
            return null;
        }

        var signature = Bytes(parts[2]);
        return signature?.Length == SignatureBytes && key.Verifies(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature) && Json(parts[1]) is { } payload ? Read(payload) : null;
    }

    /// <summary>Of a payload that we signed: its form is ours.</summary>
    private WidgetClaims? Read(JsonElement payload)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(payload.GetProperty("exp").GetInt64());
        if (!IsText(payload, "iss", Issuer) || expires <= clock.GetUtcNow() || Words.Level(Text(payload, "level")) is not { } level)
        {
            return null;
        }

        IReadOnlyList<string>? kpis = payload.TryGetProperty("kpis", out var list) ? [.. list.EnumerateArray().Select(static kpi => kpi.GetString()!)] : null;
        return new(Text(payload, "tenant"), Text(payload, "minter"), new(level, Text(payload, "key")), kpis, Text(payload, "origin"), expires);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static bool IsText(JsonElement json, string name, string value) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.ValueEquals(value);

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    private static byte[]? Bytes(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? Json(string text)
    {
        try
        {
            return Bytes(text) is { } bytes && JsonElement.Parse(bytes, new() { MaxDepth = 4, AllowDuplicateProperties = false }) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
