using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Moving;

/// <summary>What an installation keeps, as one end of a move.</summary>
/// <param name="IsShared">Servers may have it open meanwhile: a tenant that leaves it is fenced first.</param>
public sealed record MoveStores(ILogStore Log, IStateStore State, IStateStore Node, bool IsShared);

/// <summary>A tenant that is there as a whole, with equal digests. <see cref="WasThere"/>: an earlier run had done it.</summary>
/// <param name="Digest">Of its state, as the node tells it; null: it had none and is made anew from the log.</param>
public sealed record MovedTenant(string Tenant, long Entries, long Rows, long Bytes, string? Digest, bool WasThere);

/// <summary>How far a tenant is.</summary>
public readonly record struct MoveProgress(string Tenant, long Seq, long LastSeq, long Rows, long Bytes);

/// <summary>A tenant was not moved; nothing of it is at the target. The message says why and how to mend it.</summary>
public sealed class MoveException(string message) : Exception(message);
