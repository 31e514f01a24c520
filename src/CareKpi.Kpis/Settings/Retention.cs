namespace CareKpi.Kpis.Settings;

/// <summary>How long events are kept. What comes in time must never be judged by what is gone: at least longer than every window that facts look back or forward by.</summary>
public static class Retention
{
    /// <summary>The longest window of its own: 90 days since the last contact, of a customer's health.</summary>
    private const int LeastDays = 120;

    /// <summary>What is added to the window for contacts that follow.</summary>
    private const int Room = 30;

    /// <summary>null: nothing expires. What was set before there was a least is raised to it.</summary>
    public static int? DaysOf(TenantSettings settings) => settings.RetentionDays is { } days ? Math.Max(days, LeastOf(settings)) : null;

    /// <summary>How many days the horizon is behind when it moves: a move reads all that is kept, so it is not worth it for a day.</summary>
    public static int StepOf(int days) => Math.Max(1, days / 20);

    /// <exception cref="SettingsException">Fewer days are given than may be.</exception>
    internal static void Check(TenantSettings settings)
    {
        if (settings.RetentionDays < LeastOf(settings))
        {
            throw new SettingsException("retentionDays", $"is {settings.RetentionDays}: give at least {LeastOf(settings)} ({LeastDays}, and {Room} more than repeatWindowDays), or null to keep everything.");
        }
    }

    private static int LeastOf(TenantSettings settings) => Math.Max(LeastDays, settings.RepeatWindowDays + Room);
}
