using System.Globalization;

namespace CareKpi.Api.Node;

/// <summary>Rows that are of no use after an instant are noted under its hour, so that sweeping looks at nothing else.</summary>
internal sealed class Expiry(NodeState state, TimeProvider clock)
{
    private const string Prefix = "expires/";
    private const int AtOnce = 500;

    /// <summary>The note that has to be written with such a row.</summary>
    public static (string Key, byte[]? Value) Of(string row, DateTimeOffset at) => ($"{Prefix}{Hour(at)}/{row}", []);

    /// <summary>Removes what expired in hours that are over.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Prefix + Hour(clock.GetUtcNow());
        while (true)
        {
            var notes = await state.ScanAsync(Prefix, cancellationToken, most: AtOnce);
            var over = notes.TakeWhile(note => string.CompareOrdinal(note.Key, now) < 0).ToList();
            if (over.Count == 0)
            {
                return;
            }

            await state.WriteAsync([.. over.SelectMany(note => ((string, byte[]?)[])[(note.Key, null), (note.Key[(now.Length + 1)..], null)])], cancellationToken);
        }
    }

    private static string Hour(DateTimeOffset at) => (at.ToUnixTimeSeconds() / 3600).ToString("D10", CultureInfo.InvariantCulture);
}
