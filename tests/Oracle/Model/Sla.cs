using System.Text.Json;

namespace Oracle.Model;

internal enum SlaClock
{
    FirstResponse,
    NextResponse,
    Resolution,
}

/// <summary>A judged SLA clock: met when it was met, for who did it; missed when it was due, for the owner then.</summary>
internal sealed record SlaFact(SlaClock Clock, bool Met, Place Place);

internal sealed class Sla(TenantModel model, long now)
{
    public IEnumerable<SlaFact> Facts() => model.Cases.SelectMany(Facts);

    private IEnumerable<SlaFact> Facts(Case @case)
    {
        var settings = model.Settings.At(@case.OpenedAt);
        var policy = settings.SlaPolicies.Cast<JsonElement?>().FirstOrDefault(p => Matches(p!.Value, @case));
        return policy is { } first ? [.. Responses(@case, first, settings), .. Resolution(@case, first, settings)] : [];
    }

    private static bool Matches(JsonElement policy, Case @case) =>
        Lists(policy, "priority", @case.Slice.Priority!) && Lists(policy, "channel", @case.Slice.Channel!);

    private static bool Lists(JsonElement policy, string field, string value) =>
        policy.Field(field) is not { } list || list.EnumerateArray().Any(v => string.Equals(v.GetString(), value, StringComparison.Ordinal));

    private static long? Target(JsonElement policy, string field) => policy.Number(field) is { } seconds ? Time.Duration(seconds) : null;

    private IEnumerable<SlaFact> Responses(Case @case, JsonElement policy, Settings settings)
    {
        var open = @case.Run.IsOpenAt(now);
        foreach (var (since, reply, isFirst) in Waits(@case))
        {
            var clock = isFirst ? SlaClock.FirstResponse : SlaClock.NextResponse;
            if (Target(policy, isFirst ? "firstResponse" : "nextResponse") is not { } target || (reply is null && !open))
            {
                continue;
            }

            var due = new Elapsing(model.Business, policy, settings, []).Due(since, target);
            if (reply is not null && reply.Message.At <= due)
            {
                yield return new SlaFact(clock, true, reply.Place);
            }
            else if (reply is not null || due < now)
            {
                yield return Missed(clock, @case, due);
            }
        }
    }

    /// <summary>Every reply, and what still waits for one.</summary>
    private static IEnumerable<(long Since, Reply? Reply, bool IsFirst)> Waits(Case @case)
    {
        var replies = Model.Responses.All(@case).ToList();
        foreach (var reply in replies)
        {
            yield return (reply.IsFirst ? Model.Responses.ClockStart(@case, reply.Message) : reply.Since, reply, reply.IsFirst);
        }

        if (Model.Responses.StillWaitingSince(@case) is { } since)
        {
            var isFirst = @case.ByCustomer && replies.Count == 0;
            yield return (isFirst ? Model.Responses.ClockStart(@case, null) : since, null, isFirst);
        }
    }

    private IEnumerable<SlaFact> Resolution(Case @case, JsonElement policy, Settings settings)
    {
        var resolved = @case.Run.Resolution;
        if (Target(policy, "resolution") is not { } target || (resolved is null && !@case.Run.IsOpenAt(now)))
        {
            yield break;
        }

        var pauses = policy.Flag("pauseOnCustomer") == true ? WaitingForCustomer(@case).ToList() : [];
        var due = new Elapsing(model.Business, policy, settings, pauses).Due(@case.OpenedAt, target);
        if ((resolved?.At ?? now) > due)
        {
            yield return Missed(SlaClock.Resolution, @case, due);
        }
        else if (resolved is not null)
        {
            yield return new SlaFact(SlaClock.Resolution, true, @case.PlaceAt(resolved.At, Pair.Of(resolved).Else(@case.Owners.After(resolved))));
        }
    }

    private static SlaFact Missed(SlaClock clock, Case @case, long due) => new(clock, false, @case.PlaceAt(due, @case.Owners.At(due)));

    /// <summary>From a public human message to the customer's next one.</summary>
    private static IEnumerable<(long Start, long End)> WaitingForCustomer(Case @case)
    {
        long? since = null;
        foreach (var e in @case.Events)
        {
            if (Case.IsHumanAnswer(e))
            {
                since ??= e.At;
            }
            else if (e.Type is "message.received" && since is { } start)
            {
                yield return (start, e.At);
                since = null;
            }
        }

        if (since is { } last)
        {
            yield return (last, long.MaxValue);
        }
    }

    /// <summary>A clock that runs in business hours or always, and not in the pauses.</summary>
    private sealed class Elapsing(BusinessClock business, JsonElement policy, Settings settings, IReadOnlyList<(long Start, long End)> pauses)
    {
        private const long Longest = 4000 * Time.Day;

        /// <summary>The first instant at which so much has elapsed.</summary>
        public long Due(long start, long target)
        {
            if (target == 0)
            {
                return start;
            }

            foreach (var (from, to) in Running(start, start + Longest))
            {
                if (target <= to - from)
                {
                    return from + target;
                }

                target -= to - from;
            }

            return long.MaxValue;
        }

        private IEnumerable<(long Start, long End)> Running(long start, long end)
        {
            var windows = policy.Text("clock") is "business" ? business.Windows(start, end, settings) : [(start, end)];
            foreach (var window in windows)
            {
                var from = window.Start;
                foreach (var pause in pauses.Where(p => p.End > window.Start && p.Start < window.End))
                {
                    if (pause.Start > from)
                    {
                        yield return (from, pause.Start);
                    }

                    from = Math.Max(from, pause.End);
                }

                if (from < window.End)
                {
                    yield return (from, window.End);
                }
            }
        }
    }
}
