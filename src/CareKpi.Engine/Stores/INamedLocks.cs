using CareKpi.Engine.Grains;

namespace CareKpi.Engine.Stores;

/// <summary>A name that one holds at a time, of everybody in all processes on the same stores. Whoever goes, also by dying, lets go.</summary>
public interface INamedLocks
{
    /// <summary>null: somebody else holds it. <see cref="UnavailableException"/>: nobody can tell.</summary>
    ValueTask<INamedLock?> TryEnterAsync(string name, CancellationToken cancellationToken);

    /// <summary>Waits a few seconds at most, then <see cref="UnavailableException"/>. In no order.</summary>
    ValueTask<INamedLock> EnterAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A name that is held until it is disposed of, or lost.</summary>
public interface INamedLock : IAsyncDisposable
{
    /// <summary>Cancelled when the name may be somebody else's: whoever holds it stops at the next step.</summary>
    CancellationToken Lost { get; }
}

/// <summary>What all kinds of locks have in common.</summary>
public static class NamedLocks
{
    /// <summary>How long <see cref="INamedLocks.EnterAsync"/> waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static UnavailableException Busy(string name) => new($"'{name.Split('/')[0]}' is being changed by somebody else; send the same again", TimeSpan.FromSeconds(1));
}
