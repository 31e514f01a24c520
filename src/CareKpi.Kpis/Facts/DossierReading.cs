using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What of a dossier's events counts: after superseding, merging, and "the last of several about the same thing". Reused from dossier to dossier.</summary>
internal sealed class DossierReading
{
    private readonly List<int> held = [];
    private readonly List<int> queued = [];
    private readonly List<int> openedAt = [];
    private readonly List<int> accepted = [];

    /// <summary>By event.</summary>
    public List<bool> Counts { get; } = [];

    /// <summary>By entity: the case that stays.</summary>
    public List<int> Stays { get; } = [];

    /// <summary>Events whose <c>supersedes</c> found nothing.</summary>
    public List<int> SupersededNotFound { get; } = [];

    public void Read(Dossier dossier)
    {
        Superseding.Judge(dossier.Events, Counts, SupersededNotFound);
        Merges.Resolve(dossier, Counts, Stays);
        held.Clear();
        queued.Clear();
        openedAt.Clear();
        accepted.Clear();
        for (var i = 0; i < dossier.Entities.Count; i++)
        {
            held.Add(-1);
            queued.Add(-1);
            openedAt.Add(-1);
            accepted.Add(-1);
        }
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            if (Counts[i] && dossier.Events[i].Type is EventType.ContactEnded or EventType.BotEnded or EventType.ComplaintRaised or EventType.QualityEvaluated)
            {
                // In the total order, so the last of its entity is what stays.
                held[dossier.Events[i].Main] = i;
            }
            if (Counts[i] && dossier.Events[i].Type == EventType.ContactQueued)
            {
                queued[dossier.Events[i].Main] = i;
            }
            if (Counts[i] && dossier.Events[i].Type == EventType.CaseOpened)
            {
                openedAt[dossier.Events[i].Main] = i;
            }
        }
        // Only now it is known which raising of a complaint holds.
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            if (Counts[i] && dossier.Events[i].Type == EventType.ComplaintResolved && !dossier.Events[i].Is(DossierFlags.Refused))
            {
                Accept(i, dossier);
            }
        }
    }

    /// <summary>Place of the one event that holds for a contact, session, complaint (its raising) or evaluation, the last of several; −1: none.</summary>
    public int Held(int entity) => entity < 0 ? -1 : held[entity];

    /// <summary>Place of the event that says where a contact was queued, the last of several; −1: none.</summary>
    public int Queued(int contact) => queued[contact];

    /// <summary>Place of the first resolution of a complaint, not before its raising (if there is one), that was not refused; −1: none.</summary>
    public int Accepted(int complaint) => accepted[complaint];

    /// <summary>Whether event <paramref name="at"/> is the one that holds for its contact, and names the case.</summary>
    public bool IsContactOf(int at, DossierEvent contact, int ofCase) => contact.Case >= 0 && Stays[contact.Case] == ofCase && held[contact.Main] == at;

    /// <summary>Of several events about one bot session only the last holds; of others each.</summary>
    public bool IsLast(int at, DossierEvent seen) => seen.Type != EventType.BotEnded || held[seen.Main] == at;

    /// <summary>The opened case that something names, merges followed; −1: none.</summary>
    public int CaseNamed(int named) => named >= 0 && openedAt[Stays[named]] >= 0 ? Stays[named] : -1;

    private void Accept(int at, Dossier dossier)
    {
        var complaint = dossier.Events[at].Main;
        if (accepted[complaint] < 0 && (held[complaint] < 0 || dossier.Events[at].Time >= dossier.Events[held[complaint]].Time))
        {
            accepted[complaint] = at;
        }
    }
}
