namespace CareKpi.Engine.Stores;

/// <summary>What is wrong with a store, as far as somebody can do something about it.</summary>
public enum StoreFault : byte
{
    /// <summary>Reading, writing or syncing failed.</summary>
    Io,
    /// <summary>No room left. Reads go on.</summary>
    Full,
    /// <summary>The store may not be written.</summary>
    ReadOnly,
    /// <summary>Another server holds it.</summary>
    Locked,
    /// <summary>Written by a version that this one does not know, or not a store of this kind.</summary>
    Format,
    /// <summary>The content contradicts itself.</summary>
    Corrupt,
    /// <summary>An earlier write failed: <c>ReopenAsync</c> comes before the next one.</summary>
    Broken,
    /// <summary>Disposed.</summary>
    Closed,
}

/// <summary>A store could not do what it was asked. After a write nothing is known about it: the writer calls <c>ReopenAsync</c> and reads its head before it goes on.
/// The message says what is wrong and, where there is a way, how to mend it; it never holds keys or content of tenants.</summary>
public sealed class StoreException(StoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreFault Fault { get; } = fault;
}
