using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;

namespace CareKpi.Engine.Evidence;

/// <summary>Whether a fact stands in one of the cells that a read with a filter takes.</summary>
internal sealed class SliceFilter(ReadPlan plan, TenantView view)
{
    private readonly IReadOnlyList<long> values = SliceValues.Numbers(plan, view);
    private readonly int tag = plan.Tag is null ? 0 : view.Names.Find(plan.Tag);

    public bool Has(in Slices slices) => plan.Dimension switch
    {
        Dimensions.None => true,
        Dimensions.Channel => slices.Channel != 0 && values.Contains((long)slices.Channel),
        Dimensions.Priority => slices.Priority != 0 && values.Contains((long)slices.Priority),
        Dimensions.Queue => slices.Queue != 0 && values.Contains(view.Dimensions.Admitted(Dimensions.Queue, 0, slices.Queue)),
        Dimensions.Topic => slices.Topic != 0 && values.Contains(view.Dimensions.Admitted(Dimensions.Topic, 0, slices.Topic)),
        Dimensions.Tag => HasTag(slices.Tags),
        Dimensions.Segment => slices.Segment != 0 && values.Contains(view.Dimensions.Admitted(Dimensions.Segment, 0, slices.Segment)),
        Dimensions.Region => slices.Region != 0 && values.Contains(view.Dimensions.Admitted(Dimensions.Region, 0, slices.Region)),
        _ => false,
    };

    private bool HasTag(int[]? tags)
    {
        for (var i = 0; i < tags?.Length; i += 2)
        {
            if (tags[i] == tag && view.Dimensions.IsTagDimension(tag) && values.Contains(DimensionValues.TagValue(tag, view.Dimensions.Admitted(Dimensions.Tag, tag, tags[i + 1]))))
            {
                return true;
            }
        }
        return false;
    }
}
