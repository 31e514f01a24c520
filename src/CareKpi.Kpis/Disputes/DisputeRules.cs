using CareKpi.Kpis.Definitions;

namespace CareKpi.Kpis.Disputes;

/// <summary>What makes sense as the next step of a dispute. Checked by the one writer, so that it holds whoever decides at the same moment, on whatever node.</summary>
public static class DisputeRules
{
    /// <summary>Somebody was faster: read again.</summary>
    public const string Step = "step";

    /// <summary>Throws <see cref="DefinitionException"/>; its field is <see cref="Step"/> where another try may succeed.</summary>
    /// <param name="next">null: it goes, to make room.</param>
    /// <param name="known">null: it is new.</param>
    public static void Check(Dispute? next, Dispute? known, IEnumerable<Dispute> others)
    {
        if (next is null)
        {
            _ = known is null or { IsOver: true } ? true : throw new DefinitionException("a dispute that is not decided stays");
            return;
        }
        var same = others.Where(other => string.Equals(other.Survey, next.Survey, StringComparison.Ordinal) && !string.Equals(other.Id, next.Id, StringComparison.Ordinal)).ToList();
        if (next.Step != (known?.Step ?? 0) + 1)
        {
            throw Changed();
        }
        if (known is null && same.Find(static other => !other.IsOver) is not null)
        {
            throw new DefinitionException("this answer is disputed already, and nobody has decided yet", "survey");
        }
        if (next.Pending is { } ruling && known?.Pending is null)
        {
            CheckRuling(ruling, known, same);
        }
    }

    /// <summary>The last decision about an answer holds, by the time of its event: one comes after the other, whatever the clock says.</summary>
    private static void CheckRuling(Ruling ruling, Dispute? known, List<Dispute> same)
    {
        if (known is null or { State: DisputeState.Withdrawn })
        {
            throw new DefinitionException("it was withdrawn, so there is nothing to decide; the answer may be disputed anew");
        }
        if (ruling.Time <= (known.Ruled?.Time ?? long.MinValue) || same.Exists(other => other.Pending is not null || ruling.Time <= (other.Ruled?.Time ?? long.MinValue)))
        {
            throw Changed();
        }
    }

    private static DefinitionException Changed() => new("somebody has just decided about the same answer; look again", Step);
}
