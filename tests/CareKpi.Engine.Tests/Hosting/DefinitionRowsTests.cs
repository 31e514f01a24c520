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
        Assert.Equal((2, 3L, 9L, 9L), (kpi.Version, kpi.Made, kpi.Changed, restored.At));
        Assert.Equal("""{"text":"x"}""", kpi.Document.GetRawText());
        Assert.Equal("t", Assert.Single(restored.All(DefinitionCollection.Targets)).Id);
    }

    private static List<StateWrite> WritesOf(TenantDefinitions definitions)
    {
        var writes = new List<StateWrite>();
        definitions.AddWrites(writes);
        return writes;
    }
}
