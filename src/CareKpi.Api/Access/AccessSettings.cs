using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Settings;

namespace CareKpi.Api.Access;

/// <summary>What a tenant's settings say about who gets in and who sees what.</summary>
internal sealed record AccessSettings(AgentViewers AgentViewers, IReadOnlyList<OidcIssuer> Issuers)
{
    public OidcIssuer? IssuerOf(string issuer) => Issuers.FirstOrDefault(known => string.Equals(known.Issuer, issuer, StringComparison.Ordinal));
}

internal sealed class AccessSettingsCache(IGrains grains, TimeProvider clock)
{
    private readonly Belief<string, AccessSettings> belief = new(clock);

    /// <summary>null: there is no such tenant.</summary>
    public ValueTask<AccessSettings?> OfAsync(string tenant, CancellationToken cancellationToken) => belief.GetAsync(tenant, LoadAsync, cancellationToken);

    /// <summary>What was just changed holds here with the next request.</summary>
    public void Drop(string tenant) => belief.Drop(tenant);

    private async ValueTask<AccessSettings?> LoadAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            var settings = await grains.Intake(tenant).SettingsAsync().WithinAsync(Patience.Read, cancellationToken);
            return new(Visibility.Of(settings.Effective), OidcSettings.Of(settings.Effective));
        }
        catch (TenantNotFoundException)
        {
            return null;
        }
        catch (SettingsException)
        {
            // Written before these settings were checked: nobody gets in or sees by what cannot be read.
            return new(AgentViewers.None, []);
        }
    }
}
