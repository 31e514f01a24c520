using System.Diagnostics;
using System.Text;

namespace CareKpi.EndToEnd.Running;

/// <summary>Tenants with some events, whose scorecards are asked for at a pace.</summary>
internal sealed class Neighbours(IReadOnlyList<Tenant> tenants)
{
    private const int Workers = 4;
    private const int Events = 500;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    /// <summary>Twenty KPIs of the tenant over four weeks.</summary>
    public static byte[] Question { get; } = Encoding.UTF8.GetBytes("""
        {"requests":[{"scope":{"level":"tenant"},"period":{"from":"2024-01-01","to":"2024-01-28"},"kpis":["csat","csat_mean","first_contact_resolution","repeat_contact_rate","average_handle_time","average_speed_of_answer","abandonment_rate","answer_rate","average_wait_time","contacts_handled","contact_volume","resolution_rate","transfer_rate","occupancy","utilization","nps","ces","productivity","next_issue_avoidance","cost_per_contact"]}]}
        """);

    public async Task FillAsync()
    {
        foreach (var tenant in tenants)
        {
            await tenant.SendAsync(Generated.Events(Events, 1), Events);
        }
    }

    /// <summary>How long each read took. Any that is not answered with a result fails.</summary>
    public async Task<List<double>> ReadAsync(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var took = new List<double>();
            using var pace = new PeriodicTimer(Pace);
            for (var turn = worker; Stopwatch.GetElapsedTime(start) < length; turn += Workers)
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await tenants[turn % tenants.Count].Http.TryAsync(HttpMethod.Post, "/v1/scorecards", Question, "application/json");
                took.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                var said = await answer.Content.ReadAsStringAsync();
                Assert.True(said.Contains("\"values\"", StringComparison.Ordinal), said);
                await pace.WaitForNextTickAsync();
            }

            return took;
        })));
        return [.. all.SelectMany(static took => took)];
    }
}
