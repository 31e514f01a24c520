using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <content>Who waited for whom: replies to the customer, and waiting for the customer.</content>
internal sealed partial class CaseHistory
{
    /// <summary>A reply, and since when the customer had waited for it.</summary>
    public readonly record struct Reply(long Since, long At, Credit By);

    private long clockFrom;
    private long waitsForCustomerSince;
    private int humanMessages;

    /// <summary>Since when something of the customer waits for a reply; <see cref="CareEvent.None"/>: nothing does.</summary>
    public long WaitingSince { get; private set; }

    /// <summary>Waiting for the customer: from a public human message to the customer's next message; the last one perhaps to <see cref="long.MaxValue"/>.</summary>
    public List<(long From, long To)> Pauses { get; } = [];

    /// <summary>The first public message of a human.</summary>
    public Ending? FirstAnswer { get; private set; }

    public Reply? FirstResponse { get; private set; }

    public List<Reply> Replies { get; } = [];

    private void ResetResponses()
    {
        Replies.Clear();
        Pauses.Clear();
        FirstAnswer = null;
        FirstResponse = null;
        humanMessages = 0;
        waitsForCustomerSince = CareEvent.None;
    }

    private void OpenResponses()
    {
        clockFrom = Opened;
        WaitingSince = OpenedByCustomer ? Opened : CareEvent.None;
    }

    /// <summary>After the last event: a case that waits for the customer does so for good.</summary>
    private void CloseResponses()
    {
        if (waitsForCustomerSince != CareEvent.None)
        {
            Pauses.Add((waitsForCustomerSince, long.MaxValue));
        }
    }

    /// <summary>Before the first response the clock starts anew; messages that came to the bot meanwhile wait with the opening.</summary>
    private void HandOver(long at)
    {
        clockFrom = Math.Max(Opened, at);
        WaitingSince = OpenedByCustomer && humanMessages == 0 ? clockFrom : WaitingSince;
    }

    private void Receive(long at)
    {
        WaitingSince = WaitingSince == CareEvent.None ? at : WaitingSince;
        if (waitsForCustomerSince != CareEvent.None)
        {
            Pauses.Add((waitsForCustomerSince, at));
            waitsForCustomerSince = CareEvent.None;
        }
    }

    private void Answer(DossierEvent sent)
    {
        waitsForCustomerSince = waitsForCustomerSince == CareEvent.None ? sent.Time : waitsForCustomerSince;
        var by = sent.Credit.Or(Owners[^1].Owner);
        humanMessages++;
        FirstAnswer ??= new Ending(sent.Time, by);
        if (WaitingSince != CareEvent.None)
        {
            Replies.Add(new Reply(WaitingSince, sent.Time, by));
        }
        if (OpenedByCustomer && humanMessages == 1)
        {
            FirstResponse = new Reply(WaitingSince, sent.Time, by);
        }
        if (!OpenedByCustomer && humanMessages == 2)
        {
            FirstResponse = new Reply(clockFrom, sent.Time, by);
        }
        WaitingSince = CareEvent.None;
    }
}
