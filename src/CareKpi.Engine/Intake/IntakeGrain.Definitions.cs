using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;

namespace CareKpi.Engine.Intake;

/// <summary>Targets, custom KPIs, rules, annotations: what a tenant defines. A change is checked against what is defined and then in the log, never judged again.</summary>
public sealed partial class IntakeGrain
{
    private const int MaxDefinitionPage = 1_000;

    private TenantDefinitions definitions = new();
    private readonly Turn deciding = new();

    public Task<Definition?> DefineAsync(DefinitionChange change) => InOrderAsync(() => DefineNowAsync(change));

    /// <summary>One after the other: each decision is made on all that came before it.</summary>
    private Task<T> InOrderAsync<T>(Func<Task<T>> decide)
    {
        _ = Record;
        return deciding.RunAsync(decide);
    }

    public Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id)
    {
        _ = Record;
        return Task.FromResult(definitions.Find(collection, id));
    }

    public Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first)
    {
        _ = Record;
        var most = Math.Clamp(first, 1, MaxDefinitionPage);
        var found = definitions.After(collection, after, most + 1);
        return Task.FromResult(new DefinitionPage([.. found.Take(most)], found.Count > most));
    }

    private (long At, TargetTable Table) targets = (-1, new TargetTable([]));

    public Task<List<IReadOnlyList<Target>>> TargetsAsync(IReadOnlyList<ScopeRef> scopes) => Task.FromResult(scopes.Select(scope => TargetsOf([.. InheritsFrom(scope)])).ToList());

    private IReadOnlyList<Target> TargetsOf(IReadOnlyList<ScopeRef> inherited)
    {
        if (definitions.At(DefinitionCollection.Targets) is var at && targets.At != at)
        {
            targets = (at, new TargetTable(definitions.All(DefinitionCollection.Targets).Select(Target.Of)));
        }
        return targets.Table.Of(inherited);
    }

    /// <summary>null: the tenant appraises nobody.</summary>
    private Standards? StandardsOf(ScopeRef scope)
    {
        if (scope.Level is not (Level.Team or Level.Agent) || Record.Settings().At(NowFor(Projection)).Appraisal.Count == 0)
        {
            return null;
        }
        List<ScopeRef> inherited = [.. InheritsFrom(scope)];
        return new Standards([.. inherited.Where(static of => of.Level == Level.Team).Select(static of => of.Key)], TargetsOf(inherited));
    }

    /// <summary>An agent, its team of today, that one's parents, the tenant. A customer has what is its own.</summary>
    private IEnumerable<ScopeRef> InheritsFrom(ScopeRef scope)
    {
        yield return scope;
        if (scope.Level is Level.Tenant or Level.Customer)
        {
            yield break;
        }
        var read = Projection;
        var name = read.Names.Find(scope.Key);
        var team = scope.Level == Level.Team ? read.Directory.ParentOf(name) : read.Directory.TeamOf(name, read.Calendar.StartOf(read.Calendar.DayOf(NowFor(read)) + 1));
        for (var depth = 0; team != 0 && depth <= TeamTree<int>.MaxDepth; depth++)
        {
            yield return new ScopeRef(Level.Team, read.Names.Text(team));
            team = read.Directory.ParentOf(team);
        }
        yield return new ScopeRef(Level.Tenant, "");
    }

    /// <summary>Somebody has to look at them now and then, whether events come or not.</summary>
    public bool HasAlertRules => definitions.Has(DefinitionCollection.AlertRules);

    /// <summary>Whoever evaluates alert rules looks when it has time.</summary>
    private void TellOfAlerts()
    {
        if (HasAlertRules)
        {
            services.Changed.Add(tenant);
        }
    }

    private async Task<Definition?> DefineNowAsync(DefinitionChange change)
    {
        ThrowIfClosed();
        DefinitionRules.Check(change, definitions);
        if (change.Document is null && definitions.Find(change.Collection, change.Id) is null)
        {
            return null;
        }
        var gone = definitions.Find(change.Collection, change.Id);
        await ClaimAsync();
        await AppliedAsync(LogEntryKind.Defined, DefinedEntry(change));
        return change.Document is null ? gone : definitions.Find(change.Collection, change.Id);
    }

    private static byte[] DefinedEntry(DefinitionChange change) => LogEntry.OfJson(LogEntryKind.Defined, JsonSerializer.SerializeToElement(change, EngineJson.Default.DefinitionChange));

    private void ApplyDefined(long seq, ReadOnlyMemory<byte> payload)
    {
        var change = LogEntry.JsonOf(payload).Deserialize(EngineJson.Default.DefinitionChange) ?? throw new InvalidDataException($"log entry {seq} has no definition");
        definitions.Apply(seq, change);
    }

    private async Task LoadDefinitionsAsync()
    {
        definitions = new TenantDefinitions();
        var rows = await services.State.ReadAsync(tenant, new Stores.StateQuery([], [TenantDefinitions.Range]), stopping.Token);
        definitions.Restore(rows.Ranges[0]);
    }
}
