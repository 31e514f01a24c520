using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public sealed class CustomerSpanTests
{
    [Theory]
    [InlineData(0, 100, 3)]
    [InlineData(10, 30, 2)]
    [InlineData(9, 30, 3)]
    [InlineData(9, 29, 2)]
    [InlineData(30, 100, 0)]
    public void Further_contacts_are_those_after_one_instant_and_up_to_another(long after, long until, int expected)
    {
        var span = new CustomerSpan();
        foreach (var at in new long[] { 30, 10, 20 })
        {
            span.Add(new CustomerMark(MarkKind.FurtherContact, at, 0, default), 1);
            span.Add(new CustomerMark(MarkKind.IssueResolved, at, 0, default), 1);
        }
        Assert.Equal(expected, span.FurtherContacts(after, until));
    }

    [Fact]
    public void A_mark_that_is_taken_back_is_not_counted()
    {
        var span = new CustomerSpan();
        var mark = new CustomerMark(MarkKind.FurtherContact, 5, 0, default);
        span.Add(mark, 1);
        Assert.Equal(1, span.FurtherContacts(0, 10));
        span.Add(mark, -1);
        Assert.Equal(0, span.FurtherContacts(0, 10));
    }

    [Fact]
    public void Counts_of_dossiers_add_up_and_go_at_zero()
    {
        var span = new CustomerSpan();
        span.AddDossiers([(2, 1), (5, 2), (9, 1)]);
        span.AddDossiers([(1, 1), (5, -2), (9, 3), (11, 1)]);
        Assert.Equal([(1UL, 1), (2UL, 1), (9UL, 4), (11UL, 1)], span.Dossiers);
    }
}
