namespace CareKpi.EndToEnd.Suites;

/// <summary>Settings that facts are judged by change, and everything is judged anew: as if they had held from the beginning.</summary>
[Collection("server"), Trait("Suite", "rebuild")]
public sealed class SettingsTests(SharedServer shared)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [RealDataFact(Calls.File)]
    public async Task Changed_settings_judge_as_if_they_had_always_held()
    {
        var run = await shared.UndisturbedAsync();
        var tenant = await shared.Server.TenantAsync("changed", """{"serviceLevel":{"mode":"allOffered","thresholds":{"voice":20}}}""");
        await tenant.SendAsync(Calls.Events);
        Assert.NotEqual(run.Digest.Cells, (await tenant.DigestAsync()).Cells);
        var job = await tenant.ChangeAsync(Calls.Settings);
        Assert.NotNull(job);
        await tenant.DoneAsync(job, Deadline);
        await run.IsSameAsync(tenant);
    }

    [RealDataFact(Calls.File)]
    public async Task Settings_that_judge_nothing_start_no_rebuild()
    {
        var tenant = await shared.Server.TenantAsync("unjudged");
        Assert.Null(await tenant.ChangeAsync("""{"weekStart":"sun","serviceLevel":{"mode":"answeredOnly"}}"""));
    }
}
