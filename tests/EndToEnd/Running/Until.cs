using System.Diagnostics;

namespace CareKpi.EndToEnd.Running;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Until
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task<T> FoundAsync<T>(string what, TimeSpan deadline, Func<Task<T?>> look)
        where T : class
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < deadline;)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(Step);
        }

        throw new TimeoutException($"{what}: not within {deadline.TotalSeconds} s");
    }

    public static Task TrueAsync(string what, TimeSpan deadline, Func<Task<bool>> look) => FoundAsync(what, deadline, async () => await look() ? what : null);
}
