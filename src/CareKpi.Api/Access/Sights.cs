using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Access;

/// <summary>The <see cref="Sight"/> of a caller as of now: settings, tree and memberships are believed for a second.</summary>
internal sealed class Sights(IGrains grains, AccessSettingsCache settings, TimeProvider clock)
{
    private static readonly TeamMembers Nobody = new([], []);

    private readonly Belief<(string Tenant, string Teams), TeamMembers> members = new(clock, most: 1_000);

    public async ValueTask<Sight> OfAsync(Caller caller, CancellationToken cancellationToken)
    {
        var rules = await settings.OfAsync(caller.Tenant, cancellationToken);
        var below = caller.Reach is Reach.OfTeams lead ? await BelowAsync(caller.Tenant, lead.Teams, cancellationToken) : Nobody;
        return Sight.Of(caller.Reach, rules?.AgentViewers ?? AgentViewers.None, below.Teams, below.Agents);
    }

    private async ValueTask<TeamMembers> BelowAsync(string tenant, IReadOnlyList<string> teams, CancellationToken cancellationToken) =>
        await members.GetAsync((tenant, string.Join('\n', teams)), async (_, stop) => await grains.Intake(tenant).MembersAsync(teams).WithinAsync(Patience.Read, stop), cancellationToken) ?? Nobody;
}
