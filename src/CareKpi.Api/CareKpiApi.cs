using CareKpi.Api.Access;
using CareKpi.Api.Admin;
using CareKpi.Api.Alerts;
using CareKpi.Api.Annotations;
using CareKpi.Api.Audit;
using CareKpi.Api.Backups;
using CareKpi.Api.Changes;
using CareKpi.Api.Customers;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Disputes;
using CareKpi.Api.Drivers;
using CareKpi.Api.Events;
using CareKpi.Api.Evidence;
using CareKpi.Api.Health;
using CareKpi.Api.Hosting;
using CareKpi.Api.Imports;
using CareKpi.Api.Jobs;
using CareKpi.Api.Keys;
using CareKpi.Api.Kpis;
using CareKpi.Api.Limits;
using CareKpi.Api.Mail;
using CareKpi.Api.Months;
using CareKpi.Api.Node;
using CareKpi.Api.Now;
using CareKpi.Api.Oidc;
using CareKpi.Api.OpenApi;
using CareKpi.Api.Outbound;
using CareKpi.Api.Peers;
using CareKpi.Api.People;
using CareKpi.Api.Problems;
using CareKpi.Api.Quality;
using CareKpi.Api.Reports;
using CareKpi.Api.Requests;
using CareKpi.Api.Scorecards;
using CareKpi.Api.Settings;
using CareKpi.Api.SignIn;
using CareKpi.Api.Targets;
using CareKpi.Api.Tenants;
using CareKpi.Api.Widgets;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CareKpi.Api;

public static class CareKpiApi
{
    /// <summary>Needs, from the composition root: <c>IGrains</c>, <c>ILogStore</c>, <c>IStateStore</c>, <c>ITenantRemover</c>, <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddCareKpiApi(this IServiceCollection services, CareKpiApiOptions options, OperatorKeys operators)
    {
        // Without it a gzip body that was cut off reads as a shorter one, and events would be lost without a word.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton(options.Spool);
        services.AddSingleton(operators);
        services.AddSingleton(KpiRegistry.BuiltIn);
        services.AddSingleton(new NodeState(options.NodeStore, options.Locks));
        services.AddSingleton<GoingTenants>();
        services.AddSingleton<ITenantTroubles, TenantTroubles>();
        services.AddTenantRows<KeyRing>();
        services.AddTenantRows<UserStore>();
        services.AddTenantRows<SessionStore>();
        services.AddSingleton<Expiry>();
        services.AddSingleton<AuthThrottle>();
        services.AddTenantRows<SignInFlow>();
        services.AddSingleton<AccessSettingsCache>();
        services.AddSingleton<Sights>();
        services.AddSingleton<IssuerHttp>();
        services.AddSingleton<IssuerDirectory>();
        services.AddTenantRows<IssuerRegistry>();
        services.AddSingleton<TokenCheck>();
        services.AddTenantRows<AuditLog>();
        services.AddTenantRows<Budgets>();
        services.AddSingleton<StateSizes>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<WidgetTokens>();
        services.AddTenantRows<WidgetBook>();
        services.AddSingleton<ICredential, KeyCredential>();
        services.AddSingleton<ICredential, WidgetCredential>();
        // In this order; the last takes every JWT that none before it has recognised.
        services.AddSingleton<ICredential, SessionCredential>();
        services.AddSingleton<ICredential, AccessTokenCredential>();
        services.AddSingleton<Credentials>();
        services.AddTenantRows<RejectionCounts>();
        services.AddSingleton(new BytesInFlight(options.MaxIngestBytesInFlight));
        services.AddSingleton<EventIntake>();
        services.AddSingleton<PostEvents>();
        services.AddSingleton<DisputeBook>();
        services.AddTenantRows<ImportJobs>();
        services.AddSingleton<ImportRun>();
        services.AddHostedService<ImportWorker>();
        services.AddHostedService<NodeUpkeep>();
        services.TryAddSingleton<ChangedTenants>();
        services.TryAddSingleton<IOutbound, PublicHttp>();
        services.AddTenantRows<AlertStore>();
        services.AddTenantRows<PeerStore>();
        services.AddSingleton<IPeerTable>(static provider => provider.GetRequiredService<PeerStore>());
        services.AddSingleton<PeerRound>();
        services.AddSingleton<AgentRules>();
        services.AddSingleton<AlertRound>();
        services.AddSingleton<IDeliveryRoute, AlertRoute>();
        services.AddSingleton<IDeliveryRoute, ReportRoute>();
        services.TryAddSingleton<IMailer, SmtpMailer>();
        services.AddTenantRows<ReportStore>();
        services.AddTenantRows<ReportsByHand>();
        services.AddSingleton<ReportReader>();
        services.AddSingleton<ReportMaker>();
        services.AddSingleton<ReportRound>();
        services.AddSingleton<ReportServices>();
        services.AddTenantRows<DeliveryQueue>();
        services.AddSingleton<CustomerRows>();
        services.AddSingleton<EraseBeside>(static provider => provider.GetRequiredService<CustomerRows>().EraseAsync);
        services.AddTenantRows<WebhookSecrets>();
        services.AddSingleton<WebhookPost>();
        services.AddSingleton<DeliveryRound>();
        services.AddHostedService<AlertWorker>();
        services.AddHostedService<ReportWorker>();
        services.AddHostedService<WebhookWorker>();
        services.AddHostedService<MailWorker>();
        services.AddHostedService<PeerWorker>();
        services.AddHostedService<Retention.RetentionWorker>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddCareKpiOpenApi();
        return services;
    }

    private static void AddTenantRows<T>(this IServiceCollection services) where T : class, ITenantRows =>
        services.AddSingleton<T>().AddSingleton<ITenantRows>(static provider => provider.GetRequiredService<T>());

    public static void UseCareKpiApi(this WebApplication app)
    {
        app.UseTrustedProxies(app.Services.GetRequiredService<CareKpiApiOptions>().TrustedProxies);
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseMiddleware<RouteKeys>();
        app.UseMiddleware<FailedTries>();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<IngestCharge>();
        app.MapEvents();
        app.MapScorecards();
        app.MapEvidence();
        app.MapNow();
        app.MapChanges();
        app.MapKpis();
        app.MapTenants();
        app.MapCustomers();
        app.MapSettings();
        app.MapKeys();
        app.MapDrivers();
        app.MapAuth();
        app.MapMe();
        app.MapUsers();
        app.MapTargets();
        app.MapMonths();
        app.MapAnnotations();
        app.MapDisputes();
        app.MapAlertRules();
        app.MapAlerts();
        app.MapReports();
        app.MapImports();
        app.MapJobs();
        app.MapQuality();
        app.MapWidgets();
        app.MapLimits();
        app.MapAudit();
        app.MapAdmin();
        app.MapBackups();
        app.MapPeers();
        app.MapHealth();
        app.MapCareKpiOpenApi();
    }
}
