namespace Oracle.Model;

/// <summary>The contacts of a case in the sense of first contact resolution: a customer's touch after an agent's answer begins one.</summary>
internal static class ContactsOfCase
{
    public static int BegunUntil(Case @case, long until)
    {
        var begun = 0;
        var answeredSince = false;
        foreach (var (at, isAnswer) in Moments(@case).OrderBy(m => m.At).ThenBy(m => m.IsAnswer))
        {
            if (isAnswer)
            {
                answeredSince = true;
            }
            else if ((begun == 0 || answeredSince) && at <= until)
            {
                begun++;
                answeredSince = false;
            }
        }

        return begun;
    }

    private static IEnumerable<(long At, bool IsAnswer)> Moments(Case @case)
    {
        var answered = @case.Contacts.Where(c => c.Answered).ToList();

        // The opening begins the first or none: not when a call had begun before it.
        if (@case.ByCustomer && !answered.Exists(c => c.Inbound && c.Start <= @case.OpenedAt))
        {
            yield return (@case.OpenedAt, false);
        }

        foreach (var e in @case.Events)
        {
            if (e.Type is "message.received" || Case.IsHumanAnswer(e))
            {
                yield return (e.At, e.Type is not "message.received");
            }
        }

        foreach (var contact in answered)
        {
            if (contact.Inbound)
            {
                yield return (contact.Start, false);
            }

            yield return (contact.At, true);
        }
    }
}
