namespace Oracle.Kpis;

internal static class Efficiency
{
    public static readonly Row[] Rows =
    [
        new("average_handle_time", "TMAC", Slices.All, Waits.Nothing, HandleTime.Average),
        new("contact_volume", "TMAC", Slices.All, Waits.Nothing, Volume.Contacts),
        new("contacts_handled", "TMAC", Slices.All, Waits.Nothing, Volume.Handled),
        new("utilization", "TMA", Slices.None, Waits.RunningStatus, TimeShares.Utilization),
        new("occupancy", "TMA", Slices.None, Waits.RunningStatus, TimeShares.Occupancy),
        new("agent_efficiency", "TMA", Slices.None, Waits.RunningStatus, TimeShares.Efficiency),
        new("productivity", "TMA", Slices.None, Waits.RunningStatus, TimeShares.Productivity),
        new("adherence", "TMA", Slices.None, Waits.RunningStatus, Adherence.Of),
        new("service_cost", "TM", Slices.None, Waits.Nothing, CostKpis.Service),
        new("cost_per_contact", "TM", Slices.None, Waits.Nothing, CostKpis.PerContact),
        new("cost_per_resolution", "TM", Slices.None, Waits.Nothing, CostKpis.PerResolution),
        new("conversion_rate", "TMA", Slices.All, Waits.Conversion, Conversion.Rate),
    ];
}
