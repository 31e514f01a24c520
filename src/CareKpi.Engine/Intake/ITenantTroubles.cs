namespace CareKpi.Engine.Intake;

/// <summary>Told what an operator has to know of a tenant, each time it is met: who listens sees to it that it is not told too often. Called on turns: it returns at once and never throws.</summary>
public interface ITenantTroubles
{
    public static ITenantTroubles Untold { get; } = new Nobody();

    /// <summary>This version cannot serve the tenant, and why.</summary>
    void Unserved(string tenant, string what);

    /// <summary>A call or a write of the tenant failed for a reason that is not its caller's.</summary>
    void Failed(string tenant, Exception fault);

    /// <summary>An entry of its log could not be applied and was set aside. <paramref name="reason"/> is the fault's type: its message may quote the entry.</summary>
    void SetAside(string tenant, long seq, string reason);

    private sealed class Nobody : ITenantTroubles
    {
        public void Unserved(string tenant, string what)
        {
        }

        public void Failed(string tenant, Exception fault)
        {
        }

        public void SetAside(string tenant, long seq, string reason)
        {
        }
    }
}
