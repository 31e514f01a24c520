namespace Oracle.Model;

/// <summary>A reply to the customer and since when the customer had waited for it.</summary>
internal sealed record Reply(Case Case, Event Message, long Since, bool IsFirst)
{
    public Pair Credit => Pair.Of(Message).Else(Case.Owners.After(Message));

    public Place Place => Case.PlaceAt(Message.At, Credit);
}

internal static class Responses
{
    /// <summary>The first response; null where there is none yet.</summary>
    public static Reply? First(Case @case)
    {
        var message = @case.HumanAnswers.ElementAtOrDefault(@case.ByCustomer ? 0 : 1);
        return message is null ? null : new Reply(@case, message, ClockStart(@case, message), IsFirst: true);
    }

    /// <summary>Every reply: a public human message while something of the customer waits.</summary>
    public static IEnumerable<Reply> All(Case @case) => Waits(@case).Select(w => w.Reply).OfType<Reply>();

    /// <summary>Since when something of the customer has waited without a reply.</summary>
    public static long? StillWaitingSince(Case @case) => Waits(@case).LastOrDefault() is { Reply: null, Since: { } since } ? since : null;

    /// <summary>Each wait with the reply that ended it, the last one perhaps without.</summary>
    private static IEnumerable<(long? Since, Reply? Reply)> Waits(Case @case)
    {
        long? waitingSince = null;
        var answered = false;
        foreach (var e in @case.Events)
        {
            if (ReferenceEquals(e, @case.Opening) && @case.ByCustomer)
            {
                var first = @case.HumanAnswers.FirstOrDefault();
                waitingSince = ClockStart(@case, first);
            }
            else if (e.Type is "message.received")
            {
                // What waits already waits on: a message that came to the bot waits with the opening.
                waitingSince ??= e.At;
            }
            else if (Case.IsHumanAnswer(e) && waitingSince is { } since)
            {
                yield return (since, new Reply(@case, e, since, IsFirst: !answered && @case.ByCustomer));
                waitingSince = null;
                answered = true;
            }
        }

        if (waitingSince is not null)
        {
            yield return (waitingSince, null);
        }
    }

    /// <summary>The opening, or the last hand-over of a bot before the reply.</summary>
    public static long ClockStart(Case @case, Event? reply) =>
        @case.Events.Where(e => e.Type is "bot.ended" && e.Data.Flag("contained") == false && (reply is null || Order.Total(e, reply) < 0))
            .Aggregate(@case.OpenedAt, (start, handOver) => Math.Max(start, handOver.At));
}
