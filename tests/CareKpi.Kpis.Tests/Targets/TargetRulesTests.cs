using System.Text.Json;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using Xunit;

namespace CareKpi.Kpis.Tests.Targets;

public class TargetRulesTests
{
    private static readonly Definition First = Defined("first", """{"level":"team","key":"billing","kpi":"csat","target":80,"from":"2026-01-01","to":"2026-03-31"}""");

    [Theory]
    [InlineData("""{"level":"team","key":"billing","kpi":"csat","target":85,"from":"2026-03-31"}""", "from", "'first'")]
    [InlineData("""{"level":"team","key":"billing","kpi":"csat","target":85}""", "from", "80, from 2026-01-01 to 2026-03-31")]
    [InlineData("""{"level":"team","key":"billing","kpi":"csat","target":85,"to":"2026-01-01"}""", "from", "'first'")]
    [InlineData("""{"level":"team","key":"billing","kpi":"csatt","target":85}""", "kpi", "did you mean 'csat'?")]
    [InlineData("""{"level":"agent","key":"a","kpi":"service_level","target":85}""", "kpi", "no value at the level 'agent'")]
    [InlineData("""{"level":"tenant","kpi":"csat","target":80,"warning":81}""", "warning", "at most")]
    [InlineData("""{"level":"tenant","kpi":"first_response_time","target":80,"warning":79}""", "warning", "at least")]
    [InlineData("""{"level":"tenant","kpi":"csat","target":80,"from":"2026-02-01","to":"2026-01-31"}""", "to", "before it begins")]
    [InlineData("""{"level":"tenant","kpi":"csat","target":"80"}""", "target", "number")]
    [InlineData("""{"level":"tenant","kpi":"csat"}""", "target", "needed")]
    [InlineData("""{"level":"tenant","key":"x","kpi":"csat","target":80}""", "key", "leave it out")]
    [InlineData("""{"level":"team","kpi":"csat","target":80}""", "key", "key")]
    [InlineData("""{"kpi":"csat","target":80}""", "level", "needed")]
    [InlineData("""{"level":"galaxy","kpi":"csat","target":80}""", "level", "tenant")]
    [InlineData("""{"level":"tenant","kpi":"csat","target":80,"from":"1.1.2026"}""", "from", "2026-03-31")]
    [InlineData("""{"level":"tenant","kpi":"csat","goal":80}""", "goal", "no field")]
    public void What_makes_no_sense_is_told(string document, string field, string says)
    {
        var refused = Assert.Throws<DefinitionException>(() => Check("new", document));
        Assert.Equal(field, refused.Field);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", """{"level":"team","key":"billing","kpi":"csat","target":85,"from":"2026-04-01"}""")]
    [InlineData("new", """{"level":"team","key":"billing","kpi":"csat","target":85,"to":"2025-12-31"}""")]
    [InlineData("new", """{"level":"team","key":"other","kpi":"csat","target":85}""")]
    [InlineData("new", """{"level":"agent","key":"billing","kpi":"csat","target":85}""")]
    [InlineData("new", """{"level":"team","key":"billing","kpi":"nps","target":85}""")]
    [InlineData("first", """{"level":"team","key":"billing","kpi":"csat","target":85,"from":"2026-03-01"}""")]
    public void Others_are_not_in_the_way(string id, string document) => Check(id, document);

    [Fact]
    public void The_day_says_which_target_holds_and_the_nearest_scope_comes_first()
    {
        var (team, tenant) = (new ScopeRef(Level.Team, "billing"), new ScopeRef(Level.Tenant, ""));
        var table = new TargetTable([new("q1", team, "csat", 80, null, new(2026, 1, 1), new(2026, 3, 31)), new("all", tenant, "csat", 70, null, Target.Beginning, null)]);
        var inherited = table.Of([team, tenant]);
        Assert.Equal("q1", TargetTable.On(inherited, "csat", new(2026, 3, 31))!.Id);
        Assert.Equal("all", TargetTable.On(inherited, "csat", new(2026, 4, 1))!.Id);
        Assert.Null(TargetTable.On(inherited, "nps", new(2026, 3, 31)));
        Assert.Empty(table.Of([new ScopeRef(Level.Team, "other")]));
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-10")]
    [InlineData("2026-04-02", "2026-03-31")]
    [InlineData("2026-02-20", "2026-03-01")]
    public void A_period_is_judged_by_its_last_day_that_has_begun(string today, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), TargetTable.DayOf(new Period(new(2026, 3, 1), new(2026, 3, 31)), DateOnly.Parse(today, null)));

    private static void Check(string id, string document) => DefinitionRules.Check(new DefinitionChange(DefinitionCollection.Targets, id, JsonElement.Parse(document)), new Some(First));

    private static Definition Defined(string id, string document) => new(DefinitionCollection.Targets, id, 1, 1, 1, JsonElement.Parse(document));

    /// <summary>Its formulas are read already: nobody asks for their documents.</summary>
    private sealed class Some(params Definition[] definitions) : IDefinitions
    {
        public CustomKpis OwnKpis => CustomKpis.None;

        public IReadOnlyCollection<Definition> All(DefinitionCollection collection) => collection == DefinitionCollection.Kpis ? throw new InvalidOperationException("formulas are read again") : [.. definitions.Where(definition => definition.Collection == collection)];

        public Definition? Find(DefinitionCollection collection, string id) => All(collection).FirstOrDefault(definition => definition.Id == id);
    }
}
