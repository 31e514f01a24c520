using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Xunit;

namespace Oracle.Tests;

/// <summary>The published worked examples of formulas.json, to the digits given.</summary>
public class FormulaTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private int _count;

    [Theory]
    [InlineData("answeredAndAbandonedInTime")]
    [InlineData("answeredOnly")]
    [InlineData("allOffered")]
    [InlineData("excludeAbandonedInTime")]
    [InlineData("shortAsMet")]
    [InlineData("excludeShort")]
    public void ServiceLevel(string mode)
    {
        var example = Vectors.Formulas.GetProperty("service_level");
        int Given(string name) => example.GetProperty("given").GetProperty(name).GetInt32();
        var tenant = Tenant("""{"serviceLevel":{"shortAbandon":{"voice":5}}}""");
        Contacts(tenant, Given("answeredInThreshold"), "answered", 20);
        Contacts(tenant, Given("answered") - Given("answeredInThreshold"), "answered", 21);
        Contacts(tenant, Given("shortAbandons"), "abandoned", 5);
        Contacts(tenant, Given("abandonedInThreshold") - Given("shortAbandons"), "abandoned", 20);
        Contacts(tenant, Given("abandonedAfterThreshold"), "abandoned", 21);
        Equal(example.GetProperty("expect").GetProperty(mode), Read(tenant, "service_level." + mode).Value);
    }

    [Theory]
    [InlineData("all", "{}")]
    [InlineData("withoutShort", """{"serviceLevel":{"shortAbandon":{"voice":5}}}""")]
    public void Abandonment(string name, string settings)
    {
        var example = Vectors.Formulas.GetProperty("abandonment");
        int Given(string field) => example.GetProperty("given").GetProperty(field).GetInt32();
        var tenant = Tenant(settings);
        Contacts(tenant, Given("answered"), "answered", 1);
        Contacts(tenant, Given("short"), "abandoned", 5);
        Contacts(tenant, Given("abandoned") - Given("short"), "abandoned", 30);
        Equal(example.GetProperty("expect").GetProperty(name), Read(tenant, "abandonment_rate").Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Nps(int which)
    {
        var example = Vectors.Formulas.GetProperty("nps")[which];
        var tenant = Tenant("{}");
        Surveys(tenant, example.GetProperty("given").GetProperty("promoters").GetInt32(), "nps", 9);
        Surveys(tenant, example.GetProperty("given").GetProperty("passives").GetInt32(), "nps", 8);
        Surveys(tenant, example.GetProperty("given").GetProperty("detractors").GetInt32(), "nps", 6);
        var nps = Read(tenant, "nps");
        var expect = example.GetProperty("expect");
        Equal(expect.GetProperty("nps"), nps.Value);
        if (expect.TryGetProperty("adjustedWald", out var wald))
        {
            Equal(wald.GetProperty("low"), (decimal)nps.Confidence!.Low);
            Equal(wald.GetProperty("high"), (decimal)nps.Confidence.High);
        }
        else
        {
            Assert.True(nps.Confidence!.High <= expect.GetProperty("highAtMost").GetDouble());
        }
    }

    [Fact]
    public void Ces()
    {
        var example = Vectors.Formulas.GetProperty("ces");
        var tenant = Tenant("{}");
        var score = 0;
        foreach (var count in example.GetProperty("given").GetProperty("counts").EnumerateArray())
        {
            Surveys(tenant, count.GetInt32(), "ces", ++score);
        }

        Equal(example.GetProperty("expect").GetProperty("lowEffortPercent"), Read(tenant, "ces").Value);

        // 7 is least effort: raw = 7 − 6 · (effort − 1) ÷ 4. Answers are rounded to six decimals before.
        Equal(example.GetProperty("expect").GetProperty("meanRaw"), 7 - (6 * (Read(tenant, "ces_mean").Value - 1) / 4));
    }

    [Fact]
    public void Adherence()
    {
        var example = Vectors.Formulas.GetProperty("adherence");
        var tenant = Tenant("{}");
        string After(string minutes) =>
            Day.ToDateTime(new TimeOnly(9, 0)).AddMinutes(example.GetProperty("given").GetProperty(minutes).GetInt32()).ToString("s", CultureInfo.InvariantCulture) + "Z";
        Add(tenant, 1, "care.agent.scheduled", key => new JsonObject
        {
            ["schedule"] = key,
            ["agent"] = "lee",
            ["from"] = "2026-03-02T09:00:00Z",
            ["to"] = After("scheduledMinutes"),
            ["status"] = "available",
        });
        Add(tenant, 1, "care.agent.status", _ => new JsonObject { ["agent"] = "lee", ["status"] = "available" });
        Add(tenant, 1, "care.agent.status", _ => new JsonObject { ["agent"] = "lee", ["status"] = "offline" }, After("adherentMinutes"));
        Equal(example.GetProperty("expect").GetProperty("adherence"), Read(tenant, "adherence").Value);
    }

    [Fact]
    public void Retention()
    {
        var example = Vectors.Formulas.GetProperty("retention");
        int Given(string name) => example.GetProperty("given").GetProperty(name).GetInt32();
        var tenant = Tenant("{}");
        var lost = Given("start") - (Given("end") - Given("new"));
        for (var i = 0; i < Given("start"); i++)
        {
            Subscription(tenant, "started", i, 1, "2026-01-01T00:00:00Z");
            if (i < lost)
            {
                Subscription(tenant, "ended", i, 1, "2026-03-02T10:00:00Z");
            }
        }

        for (var i = 0; i < Given("new"); i++)
        {
            Subscription(tenant, "started", 1000 + i, 1, "2026-03-02T11:00:00Z");
        }

        Equal(example.GetProperty("expect").GetProperty("retention"), Read(tenant, "retention_rate").Value);
        Assert.Equal(Given("end"), Read(tenant, "customers_active").Value);
    }

    [Fact]
    public void RevenueRetention()
    {
        var example = Vectors.Formulas.GetProperty("nrr");
        int Given(string name) => example.GetProperty("given").GetProperty(name).GetInt32();
        var tenant = Tenant("{}");
        var (rest, half) = (Given("startMrr") - Given("churned"), (Given("startMrr") - Given("churned")) / 2);
        Subscription(tenant, "started", 1, half, "2026-01-01T00:00:00Z");
        Subscription(tenant, "started", 2, rest - half, "2026-01-01T00:00:00Z");
        Subscription(tenant, "started", 3, Given("churned"), "2026-01-01T00:00:00Z");
        Subscription(tenant, "changed", 1, half + Given("expansion"), "2026-03-02T10:00:00Z");
        Subscription(tenant, "changed", 2, rest - half - Given("contraction"), "2026-03-02T10:00:00Z");
        Subscription(tenant, "ended", 3, 0, "2026-03-02T10:00:00Z");
        Equal(example.GetProperty("expect").GetProperty("nrr"), Read(tenant, "net_revenue_retention").Value);
        Equal(example.GetProperty("expect").GetProperty("grr"), Read(tenant, "gross_revenue_retention").Value);
    }

    private static OracleTenant Tenant(string settings)
    {
        using var document = JsonDocument.Parse(settings);
        return new OracleTenant("UTC", document.RootElement.Clone());
    }

    private static OracleValue Read(OracleTenant tenant, string kpi) =>
        tenant.Read("tenant", null, kpi, Day, Day, null, Instant.FromUtc(2027, 1, 1, 0, 0))!;

    /// <summary>Rounded to the digits given.</summary>
    private static void Equal(JsonElement expected, decimal? actual)
    {
        var text = expected.GetRawText();
        var digits = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        Assert.Equal(expected.GetDecimal(), decimal.Round(actual!.Value, digits, MidpointRounding.AwayFromZero));
    }

    private void Contacts(OracleTenant tenant, int count, string outcome, int wait) => Add(tenant, count, "care.contact.ended", key => new JsonObject
    {
        ["contact"] = key,
        ["channel"] = "voice",
        ["direction"] = "inbound",
        ["outcome"] = outcome,
        ["wait"] = wait,
    });

    private void Surveys(OracleTenant tenant, int count, string kind, int score) => Add(tenant, count, "care.survey.answered", key => new JsonObject
    {
        ["survey"] = key,
        ["kind"] = kind,
        ["score"] = score,
    });

    private void Subscription(OracleTenant tenant, string what, int customer, int mrr, string time) => Add(tenant, 1, "care.subscription." + what, _ => new JsonObject
    {
        ["subscription"] = "s" + customer.ToString(CultureInfo.InvariantCulture),
        ["customer"] = "u" + customer.ToString(CultureInfo.InvariantCulture),
        ["mrr"] = mrr,
    }, time);

    private void Add(OracleTenant tenant, int count, string type, Func<string, JsonObject> data, string time = "2026-03-02T09:00:00Z")
    {
        for (; count > 0; count--)
        {
            var id = (++_count).ToString(CultureInfo.InvariantCulture);
            using var document = JsonDocument.Parse(new JsonObject
            {
                ["specversion"] = "1.0",
                ["id"] = id,
                ["source"] = "demo",
                ["type"] = type,
                ["time"] = time,
                ["data"] = data("k" + id),
            }.ToJsonString());
            Assert.Equal(Added.Accepted, tenant.Add(document.RootElement));
        }
    }
}
