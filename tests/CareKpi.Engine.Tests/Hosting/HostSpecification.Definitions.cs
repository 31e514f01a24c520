using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

public abstract partial class HostSpecification
{
    private static DefinitionChange Note(string id, string? text) =>
        new(DefinitionCollection.Annotations, id, text is null ? null : JsonSerializer.SerializeToElement(new { from = "2026-03-01", text }));

    private static async Task<string> NotesAsync(IHostUnderTest host) =>
        string.Join(' ', (await host.Grains.Intake("t").DefinitionsAsync(DefinitionCollection.Annotations, 0, 100)).Items.Select(static note => $"{note.Id}:{note.Document.GetProperty("text")}:{note.Version}"));

    [Fact]
    public async Task What_is_defined_is_kept_through_sleep_death_and_rebuild()
    {
        await using var host = await StartedAsync("t");
        var intake = host.Grains.Intake("t");
        await intake.DefineAsync(Note("b", "one"));
        await intake.DefineAsync(Note("a", "two"));
        await intake.DefineAsync(Note("c", "gone"));
        await host.SleepAsync("t");
        Assert.Equal("gone", (await intake.DefineAsync(Note("c", null)))!.Document.GetProperty("text").GetString());
        Assert.Null(await intake.DefineAsync(Note("c", null)));
        Assert.Equal(2, (await intake.DefineAsync(Note("b", "three")))!.Version);
        // In the order in which they were made, whatever changed since.
        Assert.Equal("b:three:2 a:two:1", await NotesAsync(host));
        await host.SleepAsync("t");
        Assert.Equal("b:three:2 a:two:1", await NotesAsync(host));
        var job = await intake.RebuildAsync();
        while (await intake.JobAsync(job.Id) is { State: JobState.Running })
        {
            await Task.Yield();
        }
        await host.SleepAsync("t");
        Assert.Equal("b:three:2 a:two:1", await NotesAsync(host));
    }

    [Fact]
    public async Task What_the_log_has_of_definitions_beyond_the_checkpoint_is_applied()
    {
        var before = Start(Setting() with { Limits = Play.Lazy });
        await before.Grains.Intake("t").CreateAsync(new TenantSpec("Test", "UTC", "EUR", null, "en", null));
        var writes = steps.Count("state.write.synced");
        await before.Grains.Intake("t").DefineAsync(Note("a", "one"));
        await before.Grains.Intake("t").DefineAsync(Note("b", "two"));
        await before.Grains.Intake("t").DefineAsync(Note("a", null));
        Assert.Equal(0, steps.Count("state.write.synced") - writes);
        before.Kill();
        log = log.NextProcess();
        state = state.NextProcess();
        await using var host = Start(Setting());
        Assert.Equal("b:two:1", await NotesAsync(host));
    }

    [Fact]
    public async Task Definitions_come_in_pages()
    {
        await using var host = await StartedAsync("t");
        var intake = host.Grains.Intake("t");
        for (var i = 0; i < 5; i++)
        {
            await intake.DefineAsync(Note($"n{i}", "text"));
        }
        var page = await intake.DefinitionsAsync(DefinitionCollection.Annotations, 0, 3);
        Assert.Equal((3, true), (page.Items.Count, page.HasNextPage));
        await intake.DefineAsync(Note("n1", null));
        page = await intake.DefinitionsAsync(DefinitionCollection.Annotations, page.Items[^1].Made, 3);
        Assert.Equal(("n3 n4", false), (string.Join(' ', page.Items.Select(static note => note.Id)), page.HasNextPage));
        Assert.Empty((await intake.DefinitionsAsync(DefinitionCollection.Targets, 0, 3)).Items);
    }

    [Fact]
    public async Task A_definition_that_is_too_large_or_one_too_many_is_refused()
    {
        await using var host = await StartedAsync("t");
        var intake = host.Grains.Intake("t");
        await Assert.ThrowsAsync<DefinitionException>(() => intake.DefineAsync(Note("a", new string('x', DefinitionRules.MaxDocumentBytes))));
        await Assert.ThrowsAsync<DefinitionException>(() => intake.DefineAsync(Note("", "text")));
        Assert.Equal("", await NotesAsync(host));
    }
}
