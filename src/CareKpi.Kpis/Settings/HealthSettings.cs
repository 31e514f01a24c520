using System.Text.Json;

namespace CareKpi.Kpis.Settings;

/// <summary>The setting <c>health</c>: <c>{"weights": {"satisfaction": 30}}</c>, the usual weight for what is not given.</summary>
internal static class HealthSettings
{
    public const string Key = "health";

    private const int HeaviestPart = 1_000;

    /// <summary>A patch by itself; what only the whole can tell is left to <see cref="Of"/>.</summary>
    /// <exception cref="SettingsException">An unknown key, a wrong type, a value out of its range.</exception>
    public static void Check(JsonElement patch) => Read(patch);

    /// <exception cref="SettingsException">It does not hold.</exception>
    public static HealthWeights Of(JsonElement settings) => Read(settings) is var (weights, given) && weights is { Satisfaction: 0, Effort: 0, Sentiment: 0, OpenCases: 0, Complaints: 0, Recency: 0 }
        ? throw given.Not("weights of which at least one is over 0", "{\"satisfaction\": 30}")
        : weights;

    /// <summary>As reads have it: what an earlier version took without a look says nothing.</summary>
    public static HealthWeights OrDefault(JsonElement settings) => Holds(settings) ? Of(settings) : HealthWeights.Default;

    public static bool Holds(JsonElement settings)
    {
        try
        {
            Of(settings);
            return true;
        }
        catch (SettingsException)
        {
            return false;
        }
    }

    private static (HealthWeights Weights, SettingsReader Given) Read(JsonElement settings)
    {
        var health = new SettingsReader(settings, "").Member(Key);
        health.HasKeys("weights");
        var weights = health.Member("weights");
        weights.HasKeys("satisfaction", "effort", "sentiment", "openCases", "complaints", "recency");
        var unless = HealthWeights.Default;
        return (new(Part("satisfaction", unless.Satisfaction), Part("effort", unless.Effort), Part("sentiment", unless.Sentiment), Part("openCases", unless.OpenCases), Part("complaints", unless.Complaints), Part("recency", unless.Recency)), weights);

        double Part(string part, double absent) => (double)(weights.Member(part).Number(0, HeaviestPart, " (0 leaves the part out)") ?? (decimal)absent);
    }
}
