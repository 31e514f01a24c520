using System.Globalization;
using System.Text.Json;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Definitions;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

public class DefinitionRowsTests
{
    private static readonly JsonElement Text = JsonElement.Parse("""{"text":"x"}""");

    [Fact]
    public void A_checkpoint_writes_only_the_rows_of_what_changed()
    {
        var definitions = new TenantDefinitions();
        for (var i = 1; i <= 1_000; i++)
        {
            definitions.Apply(i, new DefinitionChange(DefinitionCollection.Targets, i.ToString(CultureInfo.InvariantCulture), Text));
        }
        Assert.Equal(1_000, WritesOf(definitions).Count);
        definitions.Apply(1_001, new DefinitionChange(DefinitionCollection.Targets, "500", Text));
        definitions.Apply(1_002, new DefinitionChange(DefinitionCollection.Targets, "501", null));
        definitions.Apply(1_003, new DefinitionChange(DefinitionCollection.Targets, "501", null));
        Assert.Equal(1, WritesOf(definitions).Count(static write => write.Value is null));
        Assert.Empty(WritesOf(definitions));
    }

    [Fact]
    public void Rows_say_all_there_is_to_know()
    {
        var definitions = new TenantDefinitions();
        definitions.Apply(3, new DefinitionChange(DefinitionCollection.Kpis, "税率", Text));
        definitions.Apply(4, new DefinitionChange(DefinitionCollection.Targets, "t", Text));
        definitions.Apply(9, new DefinitionChange(DefinitionCollection.Kpis, "税率", Text));
        var restored = new TenantDefinitions();
        restored.Restore([.. WritesOf(definitions).Select(static write => new StateRow(write.Key, write.Value!))]);
        var kpi = restored.Find(DefinitionCollection.Kpis, "税率")!;
        Assert.Equal((2, 3L, 9L, 9L), (kpi.Version, kpi.Made, kpi.Changed, restored.At(DefinitionCollection.Kpis)));
        Assert.Equal((4L, 0L), (restored.At(DefinitionCollection.Targets), restored.At(DefinitionCollection.Annotations)));
        Assert.Equal("""{"text":"x"}""", kpi.Document.GetRawText());
        Assert.Equal("t", Assert.Single(restored.All(DefinitionCollection.Targets)).Id);
    }

    [Fact]
    public void Formulas_are_read_again_only_when_one_changed()
    {
        var definitions = new TenantDefinitions();
        definitions.Apply(1, new DefinitionChange(DefinitionCollection.Kpis, "mine", JsonElement.Parse("""{"name":"Mine","formula":"csat + 1","unit":"%","direction":"up","keyResultArea":"satisfaction"}""")));
        var first = definitions.OwnKpis;
        Assert.NotNull(first.Registry.Find("mine"));
        definitions.Apply(2, new DefinitionChange(DefinitionCollection.Annotations, "note", Text));
        definitions.Apply(3, new DefinitionChange(DefinitionCollection.Targets, "target", Text));
        Assert.Same(first, definitions.OwnKpis);
        definitions.Apply(4, new DefinitionChange(DefinitionCollection.Kpis, "mine", null));
        Assert.Null(definitions.OwnKpis.Registry.Find("mine"));
    }

    private static List<StateWrite> WritesOf(TenantDefinitions definitions)
    {
        var writes = new List<StateWrite>();
        definitions.AddWrites(writes);
        return writes;
    }
}
