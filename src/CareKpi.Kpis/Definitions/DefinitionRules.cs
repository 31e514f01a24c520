using System.Globalization;
using System.Text;
using System.Text.Json;
using CareKpi.Kpis.Alerts;
using CareKpi.Kpis.Annotations;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Disputes;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Targets;

namespace CareKpi.Kpis.Definitions;

/// <summary>What every change of a definition is checked for, once, before it is in the log. Pure: a change and what is defined already.</summary>
public static class DefinitionRules
{
    public const int MaxIdLength = 128;

    public const int MaxDocumentBytes = 16 * 1024;

    /// <summary>How many documents a collection holds.</summary>
    public static int MaxOf(DefinitionCollection collection) => collection switch
    {
        DefinitionCollection.Targets => 10_000,
        DefinitionCollection.Kpis => CustomKpis.MaxKpis,
        DefinitionCollection.AlertRules => 1_000,
        DefinitionCollection.Annotations => 5_000,
        DefinitionCollection.Disputes => 10_000,
        DefinitionCollection.Reports => ScheduledReport.MaxReports,
        _ => throw new ArgumentOutOfRangeException(nameof(collection), collection, "no such collection"),
    };

    /// <summary>Throws <see cref="DefinitionException"/> on a change that does not fit to what there is.</summary>
    public static void Check(DefinitionChange change, IDefinitions defined)
    {
        if (change.Id.Length is 0 or > MaxIdLength || change.Id.Any(char.IsControl))
        {
            throw new DefinitionException($"an id has 1 to {MaxIdLength} printable characters", "id");
        }
        if (change.Document is { } document)
        {
            if (document.ValueKind != JsonValueKind.Object)
            {
                throw new DefinitionException("it is a JSON object");
            }
            if (Encoding.UTF8.GetByteCount(document.GetRawText()) > MaxDocumentBytes)
            {
                throw new DefinitionException("it is larger than 16 KiB; shorten its texts and lists");
            }
            if (defined.Find(change.Collection, change.Id) is null && defined.All(change.Collection).Count >= MaxOf(change.Collection))
            {
                throw new DefinitionException(string.Create(CultureInfo.InvariantCulture, $"there are {MaxOf(change.Collection):N0} already, which is the most a tenant may have; delete what is not used any more"));
            }
        }
        CheckMeaning(change, defined);
    }

    /// <summary>What a collection asks of its documents, and of those that depend on each other.</summary>
    private static void CheckMeaning(DefinitionChange change, IDefinitions defined)
    {
        switch (change.Collection, change.Document)
        {
            case (DefinitionCollection.Kpis, _):
                CustomKpiDocument.Check(change, defined);
                break;
            case (DefinitionCollection.AlertRules, { } document):
                var rule = AlertRule.Read(change.Id, document);
                AlertRule.Check(rule, KpiOf(rule.Kpi, "kpi", defined));
                break;
            case (DefinitionCollection.Targets, { } document):
                var target = Target.Read(change.Id, document);
                TargetRules.Check(target, KpiOf(target.Kpi, "kpi", defined), defined.All(DefinitionCollection.Targets).Select(Target.Of));
                break;
            case (DefinitionCollection.Annotations, { } document):
                _ = Annotation.Read(change.Id, document);
                break;
            case (DefinitionCollection.Disputes, _):
                var known = defined.Find(DefinitionCollection.Disputes, change.Id);
                DisputeRules.Check(change.Document is { } next ? Dispute.Read(change.Id, next) : null, known is null ? null : Dispute.Of(known), defined.All(DefinitionCollection.Disputes).Select(Dispute.Of));
                break;
            case (DefinitionCollection.Reports, { } document):
                var report = ScheduledReport.Read(change.Id, document);
                // One that is paused may go on naming a KPI that was removed: to pause it, nothing else has to be mended first.
                var before = report.Enabled || defined.Find(DefinitionCollection.Reports, change.Id) is not { } paused ? null : ScheduledReport.Of(paused);
                for (var i = 0; i < report.Kpis?.Count; i++)
                {
                    if (before?.Kpis?.Contains(report.Kpis[i]) is true && before.Scope.Level == report.Scope.Level)
                    {
                        continue;
                    }
                    var field = string.Create(CultureInfo.InvariantCulture, $"kpis[{i}]");
                    ScheduledReport.Check(report, KpiOf(report.Kpis[i], field, defined), field);
                }
                break;
        }
    }

    /// <summary>The KPI that a document names in a field.</summary>
    private static Kpi KpiOf(string code, string field, IDefinitions defined)
    {
        var registry = defined.OwnKpis.Registry;
        return registry.Find(code) ?? throw new DefinitionException($"there is no KPI '{(code.Length > 64 ? code[..64] : code)}'{(registry.DidYouMean(code) is { } near ? $"; did you mean '{near}'?" : "; GET /v1/kpis lists them")}", field);
    }
}
