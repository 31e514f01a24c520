using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What became of one case from its opening on: states, owners, resolutions, answers. Built by one walk over the dossier in the total order.</summary>
internal sealed partial class CaseHistory
{
    public readonly record struct OwnerChange(long At, Credit Owner);

    public readonly record struct StateChange(long At, bool IsOpen);

    public readonly record struct Ending(long At, Credit By);

    private bool isClosed;

    /// <summary>Place of the case in the dossier.</summary>
    public int Case { get; private set; }

    public long Opened { get; private set; }

    /// <summary>Place of the opening in the dossier.</summary>
    public int OpeningPlace { get; private set; }

    /// <summary>The opening, to be shown.</summary>
    public Witness Opening { get; private set; }

    public bool OpenedByCustomer { get; private set; }

    public int Customer { get; private set; }

    public Slices Slices { get; private set; }

    /// <summary>The first agent and, separately, the first team that an event of the case names.</summary>
    public Credit FirstOwner { get; private set; }

    public List<OwnerChange> Owners { get; } = [];

    /// <summary>After everything that happened.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Begins with the opening.</summary>
    public List<StateChange> States { get; } = [];

    public Ending? FirstResolution { get; private set; }

    /// <summary>The resolution that holds; null while the case is open or was last closed unresolved.</summary>
    public Ending? Resolution { get; private set; }

    /// <summary>The closing that holds; null while the case is not closed.</summary>
    public Ending? Closing { get; private set; }

    /// <summary>Opened again after a resolution.</summary>
    public bool WasReopened { get; private set; }

    /// <summary>Opened again after whatever end.</summary>
    public bool WasOpenedAgain { get; private set; }

    public bool WasEscalated { get; private set; }

    public bool WasTransferred { get; private set; }

    /// <summary>An article stands on a message sent, a resolution or a contact.</summary>
    public bool UsedArticle { get; private set; }

    /// <summary>Places of the customer's messages in the dossier, and the owner then.</summary>
    public List<(int At, Credit Owner)> Received { get; } = [];

    /// <summary>Places of the contacts of the case in the dossier, in the total order.</summary>
    public List<int> Contacts { get; } = [];

    public FirstContact FirstContact { get; } = new();

    /// <summary>False: the case was never opened.</summary>
    public bool Walk(int ofCase, Dossier dossier, DossierReading reading)
    {
        var opening = OpeningOf(ofCase, dossier, reading);
        if (opening < 0)
        {
            return false;
        }
        Reset(ofCase);
        OpeningPlace = opening;
        Open(dossier.Events[opening]);
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            if (!reading.Counts[i])
            {
                continue;
            }
            var seen = dossier.Events[i];
            if (seen.Type == EventType.ContactEnded)
            {
                if (reading.IsContactOf(i, seen, ofCase))
                {
                    SeeContact(i, opening, seen);
                }
            }
            else if (seen.Case == ofCase && IsOfCase(seen.Type) && reading.IsLast(i, seen))
            {
                if (i > opening)
                {
                    WasEscalated |= seen.Type == EventType.CaseEscalated;
                    WasTransferred |= seen.Type == EventType.CaseTransferred;
                    See(seen);
                    if (seen.Type == EventType.MessageReceived)
                    {
                        Received.Add((i, Owners[^1].Owner));
                    }
                }
            }
        }
        CloseResponses();
        FirstContact.Count(this, dossier, reading);
        return true;
    }

    /// <summary>The owner at an instant, changes of that instant included; nobody before the opening.</summary>
    public Credit OwnerAt(long instant)
    {
        var owner = default(Credit);
        foreach (var change in Owners)
        {
            if (change.At > instant)
            {
                break;
            }
            owner = change.Owner;
        }
        return owner;
    }

    private static int OpeningOf(int ofCase, Dossier dossier, DossierReading reading)
    {
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            if (reading.Counts[i] && dossier.Events[i].Type == EventType.CaseOpened && dossier.Events[i].Main == ofCase)
            {
                return i;
            }
        }
        return -1;
    }

    private static bool IsOfCase(EventType type) => type is >= EventType.MessageReceived and <= EventType.CaseClosed;

    private void Reset(int ofCase)
    {
        Case = ofCase;
        Owners.Clear();
        States.Clear();
        Contacts.Clear();
        Received.Clear();
        FirstResolution = Resolution = Closing = null;
        FirstOwner = default;
        WasReopened = WasOpenedAgain = WasEscalated = WasTransferred = UsedArticle = isClosed = false;
        IsOpen = true;
        ResetResponses();
    }

    private void Open(DossierEvent opened)
    {
        Opened = opened.Time;
        Opening = Witness.Of(opened);
        OpenedByCustomer = opened.Party == Party.Customer;
        Customer = opened.Customer;
        Slices = new Slices(opened.Channel, opened.Queue, opened.Topic, opened.Priority == Priority.None ? Priority.Normal : opened.Priority, opened.Tags);
        States.Add(new StateChange(opened.Time, true));
        Owners.Add(new OwnerChange(opened.Time, opened.Credit));
        SeeFirstOwner(opened.Credit);
        OpenResponses();
    }

    private void See(DossierEvent seen)
    {
        if (seen.Type == EventType.CaseOpened)
        {
            return;
        }
        SeeFirstOwner(seen.Credit);
        UsedArticle |= seen.Is(DossierFlags.Knowledge);
        switch (seen.Type)
        {
            case EventType.CaseAssigned or EventType.CaseEscalated or EventType.CaseTransferred:
                Own(seen);
                break;
            case EventType.CaseReopened when !IsOpen:
                WasOpenedAgain = true;
                WasReopened |= Resolution is not null;
                IsOpen = true;
                isClosed = false;
                Resolution = Closing = null;
                States.Add(new StateChange(seen.Time, true));
                Own(seen);
                break;
            case EventType.CaseResolved when IsOpen:
                Resolution = new Ending(seen.Time, seen.Credit.Or(Owners[^1].Owner));
                FirstResolution ??= Resolution;
                Leave(seen.Time);
                break;
            case EventType.CaseClosed when !isClosed:
                Closing = new Ending(seen.Time, seen.Credit.Or(Owners[^1].Owner));
                isClosed = true;
                Leave(seen.Time);
                break;
            case EventType.MessageReceived:
                Receive(seen.Time);
                break;
            case EventType.BotEnded when !seen.Is(DossierFlags.Contained) && FirstResponse is null:
                HandOver(seen.Time);
                break;
            case EventType.MessageSent when seen.IsHumanAnswer:
                Answer(seen);
                break;
        }
    }

    private void Leave(long at)
    {
        if (IsOpen)
        {
            States.Add(new StateChange(at, false));
        }
        IsOpen = false;
    }

    private void Own(DossierEvent seen)
    {
        if (!seen.Credit.IsNobody)
        {
            Owners.Add(new OwnerChange(seen.Time, seen.Credit));
        }
    }

    private void SeeContact(int at, int opening, DossierEvent contact)
    {
        Contacts.Add(at);
        WasEscalated |= contact.Is(DossierFlags.Escalated);
        WasTransferred |= contact.Is(DossierFlags.Transferred);
        UsedArticle |= contact.Is(DossierFlags.Knowledge);
        if (at > opening)
        {
            SeeFirstOwner(contact.Credit);
        }
        if (Slices.Topic == 0)
        {
            Slices = Slices with { Topic = contact.Topic };
        }
    }

    private void SeeFirstOwner(Credit named) =>
        FirstOwner = new Credit(FirstOwner.Agent == 0 ? named.Agent : FirstOwner.Agent, FirstOwner.Team == 0 ? named.Team : FirstOwner.Team);
}
