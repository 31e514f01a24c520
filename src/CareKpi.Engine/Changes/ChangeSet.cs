using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Changes;

/// <summary>A scope, and the entry of the log up to which the asker knows it; null: not at all yet.</summary>
public sealed record WatchedScope(ScopeRef Scope, long? Since);

/// <summary>Waits until one of the scopes is changed by an entry later than the asker knows, at most so long.</summary>
public sealed record ChangesRequest(IReadOnlyList<WatchedScope> Scopes, TimeSpan Wait);

/// <summary>Which scopes have changed, as far as <see cref="Position"/>: what the asker knows from here on. Never what changed. A writer that was woken anew cannot tell what it missed, and names the scope.</summary>
public sealed record ChangeSet(long Position, IReadOnlyList<ScopeRef> Changed);
