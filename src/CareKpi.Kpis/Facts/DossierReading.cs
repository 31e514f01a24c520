using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What of a dossier's events counts: after superseding, merging, and "the last of several about the same thing". Reused from dossier to dossier.</summary>
internal sealed class DossierReading
{
    private readonly List<int> contactOf = [];
    private readonly List<int> openedAt = [];
    private readonly List<int> sessionOf = [];

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
        contactOf.Clear();
        openedAt.Clear();
        sessionOf.Clear();
        for (var i = 0; i < dossier.Entities.Count; i++)
        {
            contactOf.Add(-1);
            openedAt.Add(-1);
            sessionOf.Add(-1);
        }
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            if (Counts[i] && dossier.Events[i].Type == EventType.ContactEnded)
            {
                // In the total order, so the last of a contact is what stays.
                contactOf[dossier.Events[i].Main] = i;
            }
            if (Counts[i] && dossier.Events[i].Type == EventType.BotEnded)
            {
                sessionOf[dossier.Events[i].Main] = i;
            }
            if (Counts[i] && dossier.Events[i].Type == EventType.CaseOpened)
            {
                openedAt[dossier.Events[i].Main] = i;
            }
        }
    }

    /// <summary>Place of the event that holds for a contact, −1: none.</summary>
    public int ContactEvent(int contact) => contact < 0 ? -1 : contactOf[contact];

    /// <summary>Whether event <paramref name="at"/> is the one that holds for its contact, and names the case.</summary>
    public bool IsContactOf(int at, DossierEvent contact, int ofCase) => contact.Case >= 0 && Stays[contact.Case] == ofCase && contactOf[contact.Main] == at;

    /// <summary>Of several events about one bot session only the last holds; of others each.</summary>
    public bool IsLast(int at, DossierEvent seen) => seen.Type != EventType.BotEnded || sessionOf[seen.Main] == at;

    /// <summary>The opened case that something names, merges followed; −1: none.</summary>
    public int CaseNamed(int named) => named >= 0 && openedAt[Stays[named]] >= 0 ? Stays[named] : -1;
}
