using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Evidence;

/// <summary>Where the next page begins, and the days that the first one was of: a preset moves on at midnight, a reader does not. <see cref="LastDay"/>: the day whose end a stock is told of.</summary>
internal sealed record EvidenceCursor(Period Period, int LastDay, EvidencePlace Place)
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Sealed with a key of the tenant, for one question: it shows nothing, and opens for no other.</summary>
    public string Seal(EntityHash tenant, EvidenceRequest of)
    {
        var row = new RowWriter();
        row.Byte(Format);
        row.Signed(ZoneCalendar.DayNumber(Period.From));
        row.Signed(ZoneCalendar.DayNumber(Period.To));
        row.Signed(LastDay);
        row.Signed(Place.At);
        row.Byte((byte)Place.Kind);
        foreach (var text in (ReadOnlySpan<string>)[Place.Key, Place.Agent, Place.Team])
        {
            row.Bytes(Encoding.UTF8.GetBytes(text));
        }
        var secret = SecretOf(tenant);
        var question = QuestionOf(of);
        var box = new byte[NonceSize + row.Length + TagSize];
        // Of what is sealed: the same place has the same cursor, and no nonce seals two.
        byte[] all = [.. row.Written, .. question];
        HMACSHA256.HashData(secret, all).AsSpan(0, NonceSize).CopyTo(box);
        using var aes = new AesGcm(secret, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), row.Written, box.AsSpan(NonceSize, row.Length), box.AsSpan(NonceSize + row.Length), question);
        return Base64Url.EncodeToString(box);
    }

    /// <summary>null: it is no cursor of this question.</summary>
    public static EvidenceCursor? Open(string text, EntityHash tenant, EvidenceRequest of)
    {
        try
        {
            var box = Base64Url.DecodeFromChars(text);
            if (box.Length <= NonceSize + TagSize)
            {
                return null;
            }
            var plain = new byte[box.Length - NonceSize - TagSize];
            using var aes = new AesGcm(SecretOf(tenant), TagSize);
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), plain, QuestionOf(of));
            return Read(plain);
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException or InvalidDataException)
        {
            return null;
        }
    }

    private static EvidenceCursor? Read(byte[] plain)
    {
        var row = new RowReader(plain);
        if (row.Byte() != Format)
        {
            return null;
        }
        var period = new Period(ZoneCalendar.DateOf((int)row.Signed()), ZoneCalendar.DateOf((int)row.Signed()));
        return new EvidenceCursor(period, (int)row.Signed(), new EvidencePlace(row.Signed(), (EvidenceKind)row.Byte(), Text(ref row), Text(ref row), Text(ref row)));

        static string Text(ref RowReader row) => Encoding.UTF8.GetString(row.Bytes());
    }

    private static byte[] SecretOf(EntityHash tenant)
    {
        var secret = new byte[32];
        for (var part = 0; part < 4; part++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(secret.AsSpan(part * 8), tenant.Of(byte.MaxValue, "evidence cursor"u8, default, part));
        }
        return secret;
    }

    private static byte[] QuestionOf(EvidenceRequest of)
    {
        var row = new RowWriter();
        var where = of.Where;
        foreach (var text in (string[])
            [of.Scope.Level.ToString(), of.Scope.Key, of.Kpi, of.Period.Preset?.ToString() ?? "", $"{of.Period.Days?.From:O}/{of.Period.Days?.To:O}", where?.Dimension.ToString() ?? "", where?.Tag ?? "", .. where?.Values ?? []])
        {
            row.Bytes(Encoding.UTF8.GetBytes(text));
        }
        return row.ToArray();
    }
}
