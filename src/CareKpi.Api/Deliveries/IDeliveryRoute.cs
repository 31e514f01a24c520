namespace CareKpi.Api.Deliveries;

/// <summary>What became of an attempt.</summary>
internal enum Outcome : byte
{
    Sent,

    /// <summary>It is tried again later.</summary>
    Waiting,

    /// <summary>It is not tried again.</summary>
    Failed,

    /// <summary>It is not to be sent any more: who wanted it is gone, or may not have it.</summary>
    Dropped,
}

/// <summary><see cref="Error"/>: of <see cref="Outcome.Failed"/>, in words that its tenant may read.</summary>
internal readonly record struct Attempt(Outcome Outcome, string? Error)
{
    public static readonly Attempt Dropped = new(Outcome.Dropped, null);

    /// <summary>null: it was taken.</summary>
    public static Attempt Of(string? error) => error is null ? new(Outcome.Sent, null) : new(Outcome.Failed, error);
}

/// <summary>Knows one kind of delivery. When it is tried, how often and whose turn it is, <see cref="DeliveryRound"/> decides for all of them.</summary>
internal interface IDeliveryRoute
{
    bool Takes(Delivery delivery);

    Task<Attempt> TryAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Rows about what became of it, written at once with the queue's own.</summary>
    IReadOnlyList<(string Key, byte[]? Value)> Note(Delivery delivery, Outcome outcome, DateTimeOffset at);
}
