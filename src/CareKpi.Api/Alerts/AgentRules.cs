using CareKpi.Api.Access;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Alerts;

/// <summary>Rules and reports about single agents hold where the tenant's setting <c>visibility</c> shows these to admins: nobody learns by an alert, a webhook or a mail what they may not read.</summary>
internal sealed class AgentRules(AccessSettingsCache settings)
{
    public async ValueTask<bool> AreOpenAsync(string tenant, CancellationToken cancellationToken) => (await settings.OfAsync(tenant, cancellationToken))?.AgentViewers.HasFlag(AgentViewers.Admin) is true;

    /// <summary>Throws <see cref="ProblemException"/> for what would look at what is hidden.</summary>
    public async ValueTask CheckAsync(string tenant, Level level, CancellationToken cancellationToken)
    {
        if (level == Level.Agent && !await AreOpenAsync(tenant, cancellationToken))
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "The tenant's setting 'visibility' shows single agents to no admins, so no rule and no report looks at them: name a team, or add 'admin' to 'visibility.agents'.", "level");
        }
    }
}
