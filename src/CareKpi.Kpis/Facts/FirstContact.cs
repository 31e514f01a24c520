using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>Contacts of a case in the sense of first contact resolution: one begins with a customer's touch that follows an agent's answer, or is the first.</summary>
internal sealed class FirstContact
{
    private readonly List<(long At, bool IsAnswer, int Order)> moves = [];

    /// <summary>When the second contact began; <see cref="long.MaxValue"/>: never.</summary>
    public long SecondBegan { get; private set; }

    /// <summary>Place of the first answered inbound contact in the dossier, −1: none.</summary>
    public int FirstAnswered { get; private set; }

    public void Count(CaseHistory history, Dossier dossier, DossierReading reading)
    {
        Gather(history, dossier, reading);
        moves.Sort(static (left, right) =>
            left.At != right.At ? left.At.CompareTo(right.At) : left.IsAnswer != right.IsAnswer ? left.IsAnswer.CompareTo(right.IsAnswer) : left.Order.CompareTo(right.Order));
        SecondBegan = long.MaxValue;
        var begun = 0;
        var answered = false;
        foreach (var (at, isAnswer, order) in moves)
        {
            if (isAnswer)
            {
                answered = true;
            }
            else if (begun == 0 || (answered && order != OpeningOrder))
            {
                begun++;
                answered = false;
                SecondBegan = begun == 2 ? at : SecondBegan;
            }
        }
    }

    /// <summary>The opening begins the first contact or none, so it is told from the other touches.</summary>
    private const int OpeningOrder = -1;

    private void Gather(CaseHistory history, Dossier dossier, DossierReading reading)
    {
        moves.Clear();
        FirstAnswered = -1;
        if (history.OpenedByCustomer)
        {
            moves.Add((history.Opened, false, OpeningOrder));
        }
        foreach (var at in history.Contacts)
        {
            var contact = dossier.Events[at];
            if (contact.Outcome != ContactOutcome.Answered)
            {
                continue;
            }
            if (contact.Direction == ContactDirection.Inbound)
            {
                moves.Add((contact.Start, false, at));
                FirstAnswered = FirstAnswered < 0 ? at : FirstAnswered;
            }
            moves.Add((contact.Time, true, at));
        }
        var seenOpening = false;
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            var seen = dossier.Events[i];
            if (!reading.Counts[i] || seen.Case != history.Case)
            {
                continue;
            }
            seenOpening |= seen.Type == EventType.CaseOpened;
            if (seenOpening && seen.Type == EventType.MessageReceived)
            {
                moves.Add((seen.Time, false, i));
            }
            else if (seenOpening && seen.IsHumanAnswer)
            {
                moves.Add((seen.Time, true, i));
            }
        }
    }
}
