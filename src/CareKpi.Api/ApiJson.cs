using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CareKpi.Api.Admin;
using CareKpi.Api.Alerts;
using CareKpi.Api.Annotations;
using CareKpi.Api.Audit;
using CareKpi.Api.Backups;
using CareKpi.Api.Changes;
using CareKpi.Api.Disputes;
using CareKpi.Api.Drivers;
using CareKpi.Api.Events;
using CareKpi.Api.Evidence;
using CareKpi.Api.Health;
using CareKpi.Api.Jobs;
using CareKpi.Api.Keys;
using CareKpi.Api.Kpis;
using CareKpi.Api.Limits;
using CareKpi.Api.Months;
using CareKpi.Api.Node;
using CareKpi.Api.Now;
using CareKpi.Api.Peers;
using CareKpi.Api.People;
using CareKpi.Api.Problems;
using CareKpi.Api.Quality;
using CareKpi.Api.Reports;
using CareKpi.Api.Scorecards;
using CareKpi.Api.Settings;
using CareKpi.Api.SignIn;
using CareKpi.Api.Targets;
using CareKpi.Api.Tenants;
using CareKpi.Api.Widgets;

namespace CareKpi.Api;

/// <summary>Bodies of requests and answers. Fields that are null are written, except where read-api.md leaves them out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(EventTraceBody))]
[JsonSerializable(typeof(ReadInputs))]
[JsonSerializable(typeof(EvidenceInput))]
[JsonSerializable(typeof(EvidencePageBody))]
[JsonSerializable(typeof(NowBody))]
[JsonSerializable(typeof(ChangedBody))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(AnswersBody))]
[JsonSerializable(typeof(TenantBody))]
[JsonSerializable(typeof(ScopePageBody))]
[JsonSerializable(typeof(AlertBody))]
[JsonSerializable(typeof(AlertPage))]
[JsonSerializable(typeof(AlertRuleInput))]
[JsonSerializable(typeof(AlertRulePage))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(KpiList))]
[JsonSerializable(typeof(KpiInput))]
[JsonSerializable(typeof(PreviewInput))]
[JsonSerializable(typeof(ResultBody))]
[JsonSerializable(typeof(SettingsPatch))]
[JsonSerializable(typeof(SettingsBody))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(IssuedKey))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(PeerSnapshotsBody))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(TenantLimits))]
[JsonSerializable(typeof(LimitsPatch))]
[JsonSerializable(typeof(LimitsBody))]
[JsonSerializable(typeof(QualityBody))]
[JsonSerializable(typeof(NewWidget))]
[JsonSerializable(typeof(WidgetBody))]
[JsonSerializable(typeof(WidgetPage))]
[JsonSerializable(typeof(NewWidgetToken))]
[JsonSerializable(typeof(WidgetTokenBody))]
[JsonSerializable(typeof(WidgetKeySet))]
[JsonSerializable(typeof(WidgetOrigins))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(MeBody))]
[JsonSerializable(typeof(UserInput))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(UserPage))]
[JsonSerializable(typeof(InvitedBody))]
[JsonSerializable(typeof(StartInput))]
[JsonSerializable(typeof(StartedBody))]
[JsonSerializable(typeof(FinishInput))]
[JsonSerializable(typeof(RedeemInput))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(NewTenant))]
[JsonSerializable(typeof(AdminTenantBody))]
[JsonSerializable(typeof(AdminTenantPage))]
[JsonSerializable(typeof(DigestBody))]
[JsonSerializable(typeof(NewBackup))]
[JsonSerializable(typeof(BackupInfo))]
[JsonSerializable(typeof(BackupList))]
[JsonSerializable(typeof(DriversInput))]
[JsonSerializable(typeof(DriversBody))]
[JsonSerializable(typeof(MonthInput))]
[JsonSerializable(typeof(MonthPage))]
[JsonSerializable(typeof(TargetInput))]
[JsonSerializable(typeof(TargetPage))]
[JsonSerializable(typeof(AnnotationInput))]
[JsonSerializable(typeof(AnnotationPage))]
[JsonSerializable(typeof(DisputeInput))]
[JsonSerializable(typeof(DecisionInput))]
[JsonSerializable(typeof(DisputePage))]
[JsonSerializable(typeof(ReportInput))]
[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(ReportList))]
[JsonSerializable(typeof(ReportMessage))]
[JsonSerializable(typeof(ReportDeliveryPage))]
[JsonSerializable(typeof(ReportMadeBody))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WholeJson());
        options.TypeInfoResolver = new ApiJson().WithAddedModifier(LeaveOut);
        return options;
    }

    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var name = property.Name;
            property.ShouldSerialize = type.Type == typeof(Scorecards.ScopeBody) ? (scope, _) => ((ScopeBody)scope).Has(name)
                : type.Type == typeof(ValueBody) ? (value, _) => ((ValueBody)value).Has(name)
                : type.Type == typeof(AnswerBody) ? (answer, _) => ((AnswerBody)answer).Has(name)
                : type.Type == typeof(ProblemBody) || type.Type == typeof(JobBody) ? (_, value) => value is not null
                : property.ShouldSerialize;
        }
    }
}
