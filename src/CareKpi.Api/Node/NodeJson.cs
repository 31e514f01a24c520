using System.Text.Json.Serialization;
using CareKpi.Api.Alerts;
using CareKpi.Api.Audit;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Imports;
using CareKpi.Api.Jobs;
using CareKpi.Api.Keys;
using CareKpi.Api.Limits;
using CareKpi.Api.Oidc;
using CareKpi.Api.Peers;
using CareKpi.Api.People;
using CareKpi.Api.Quality;
using CareKpi.Api.Reports;
using CareKpi.Api.SignIn;
using CareKpi.Api.Widgets;
using CareKpi.Kpis.Benchmarks.Peers;

namespace CareKpi.Api.Node;

/// <summary>Rows as they are stored. Fields are only ever added.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(ImportJob))]
[JsonSerializable(typeof(LimitsPatch))]
[JsonSerializable(typeof(OpenImport))]
[JsonSerializable(typeof(PeerGroup))]
[JsonSerializable(typeof(PeerMember))]
[JsonSerializable(typeof(PeerRoundRow))]
[JsonSerializable(typeof(RejectionCount))]
[JsonSerializable(typeof(ReportByHand[]))]
[JsonSerializable(typeof(ReportClaim))]
[JsonSerializable(typeof(ReportContent))]
[JsonSerializable(typeof(ReportPart))]
[JsonSerializable(typeof(ReportRowOf))]
[JsonSerializable(typeof(ReportSending))]
[JsonSerializable(typeof(SigningKeyRow))]
[JsonSerializable(typeof(Widget))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(LinkTarget))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(PendingSignIn))]
[JsonSerializable(typeof(IssuerClaim))]
internal sealed partial class NodeJson : JsonSerializerContext;
