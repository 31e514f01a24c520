namespace Oracle.Model;

/// <summary>The states of a case: open, resolved, closed, and open again.</summary>
internal sealed class CaseRun
{
    private readonly List<(Event By, bool Open)> _changes = [];

    public CaseRun(IEnumerable<Event> fromOpening)
    {
        var open = true;
        var closed = false;
        foreach (var e in fromOpening)
        {
            switch (e.Type)
            {
                case "case.resolved" when open:
                    open = false;
                    Resolution = e;
                    FirstResolution ??= e;
                    _changes.Add((e, false));
                    break;
                case "case.closed" when !closed:
                    open = false;
                    closed = true;
                    Closing = e;
                    _changes.Add((e, false));
                    break;
                case "case.reopened" when !open:
                    open = true;
                    closed = false;
                    Resolution = null;
                    Closing = null;
                    OpenedAgain = true;
                    Reopened |= FirstResolution is not null;
                    _changes.Add((e, true));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The last resolution; null while the case is open, and where it was closed unresolved.</summary>
    public Event? Resolution { get; }

    public Event? FirstResolution { get; }

    /// <summary>The last closing; null while the case is not closed.</summary>
    public Event? Closing { get; }

    public bool OpenedAgain { get; }

    /// <summary>Opened again after it had been resolved.</summary>
    public bool Reopened { get; }

    /// <summary>A reopening while the case was open: it does not change the owner either.</summary>
    public bool IsIgnored(Event e) => e.Type is "case.reopened" && !_changes.Exists(c => ReferenceEquals(c.By, e));

    /// <summary>Of a case opened before: open just before the instant.</summary>
    public bool IsOpenBefore(long at) => _changes.FindLastIndex(c => c.By.At < at) is var i && (i < 0 || _changes[i].Open);

    /// <summary>Open after everything at the instant.</summary>
    public bool IsOpenAt(long at) => IsOpenBefore(at + 1);
}
