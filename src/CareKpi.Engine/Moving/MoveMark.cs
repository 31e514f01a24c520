using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Moving;

/// <summary>Stands in the place of a tenant's row while the tenant is written from elsewhere: until the row itself is written there is no such tenant here, whatever else its log and state hold.
/// Stored: never given another meaning.</summary>
public static class MoveMark
{
    /// <summary>Being copied: begun anew when that was cut short.</summary>
    internal static readonly byte[] Coming = [.. "carekpi/moving"u8];

    /// <summary>All of it is there and was compared.</summary>
    internal static readonly byte[] Whole = [.. "carekpi/moved"u8];

    internal static byte[] Key { get; } = IntakeGrain.RecordKey.ToBytes(0);

    public static bool Is(byte[]? row) => row is not null && (row.AsSpan().SequenceEqual(Coming) || row.AsSpan().SequenceEqual(Whole));

    internal static async Task<byte[]?> RowAsync(IStateStore state, string tenant, CancellationToken cancellationToken) =>
        (await state.ReadAsync(tenant, new StateQuery([Key], []), cancellationToken)).Values[0];
}
