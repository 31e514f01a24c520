using System.Text.Json;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using Xunit;

namespace CareKpi.Kpis.Tests.Settings;

public sealed class TenantSettingsTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData(Channel.Voice, 20L)]
    [InlineData(Channel.Chat, 60L)]
    [InlineData(Channel.Messaging, 300L)]
    [InlineData(Channel.Email, 14_400L)]
    [InlineData(Channel.Social, 3_600L)]
    [InlineData(Channel.Web, null)]
    [InlineData(Channel.InPerson, null)]
    [InlineData(Channel.None, null)]
    public void Thresholds_have_the_defaults_of_the_catalogue(Channel channel, long? seconds)
    {
        Assert.Equal(seconds * Second, TenantSettings.Default.Threshold(channel));
        Assert.Null(TenantSettings.Default.ShortAbandon(channel));
    }

    [Fact]
    public void Without_settings_the_defaults_hold_and_are_written_out() =>
        Assert.Equal("""
            {"serviceLevel":{"mode":"answeredAndAbandonedInTime","thresholds":{"voice":20,"chat":60,"email":14400,"messaging":300,"social":3600},"shortAbandon":{}},"repeatWindowDays":7,"businessHours":null,"slaPolicies":[],"tagDimensions":[],"retentionDays":null,"weekStart":"mon","fiscalYearStart":1,"discountRate":0.1,"peerBenchmarks":false,"health":{},"appraisal":{},"oidc":null,"visibility":null,"journeys":null,"alerts":null}
            """, TenantSettings.Default.Json.GetRawText());

    [Fact]
    public void The_example_of_the_definitions_is_read()
    {
        var settings = Set("""
            {"serviceLevel":{"mode":"answeredAndAbandonedInTime","thresholds":{"voice":30},"shortAbandon":{"voice":5.5}},"repeatWindowDays":14,"businessHours":{"hours":{"mon":[["13:00","24:00"],["09:00","12:30"]]},
            "holidays":["2026-01-02","2026-01-01"]},"slaPolicies":[{"priority":["high"],"channel":["email"],"firstResponse":3600,"nextResponse":3600,"resolution":86400,"clock":"business","pauseOnCustomer":true}],
            "tagDimensions":["product"],"retentionDays":null,"weekStart":"sun","discountRate":0.10,"health":{"weights":{"recency":5.5,"effort":0}},"appraisal":{},"peerBenchmarks":false}
            """);
        Assert.Equal((30 * Second, 60 * Second, 5_500_000L), (settings.Threshold(Channel.Voice), settings.Threshold(Channel.Chat), settings.ShortAbandon(Channel.Voice)));
        Assert.Equal(14 * ZoneCalendar.MicrosPerDay, settings.RepeatWindow);
        Assert.Equal((DayOfWeek.Sunday, 0.1, 1), (settings.WeekStart, settings.DiscountRate, settings.FiscalYearStart));
        Assert.Equal(["product"], settings.TagDimensions);
        Assert.Equal("""{"hours":{"mon":[["09:00","12:30"],["13:00","24:00"]]},"holidays":["2026-01-01","2026-01-02"]}""", settings.Json.GetProperty("businessHours").GetRawText());
        Assert.Equal("""{"weights":{"effort":0,"recency":5.5}}""", settings.Document("health").GetRawText());
        Assert.Equal(new HealthWeights(30, 0, 15, 15, 20, 5.5), settings.HealthWeights);
        var policy = settings.PolicyFor(Priority.High, Channel.Email);
        Assert.Equal((3_600 * Second, 3_600 * Second, 86_400 * Second), (policy?.FirstResponse, policy?.NextResponse, policy?.Resolution));
        Assert.True(policy is { BusinessClock: true, PauseOnCustomer: true });
        Assert.Null(settings.PolicyFor(Priority.High, Channel.Chat));
        Assert.Null(settings.PolicyFor(Priority.Low, Channel.Email));
    }

    [Fact]
    public void Effective_settings_read_back_are_the_same()
    {
        var settings = Set("""{"serviceLevel":{"thresholds":{"chat":null,"web":0.25}},"slaPolicies":[{"channel":["email","voice"],"resolution":60}],"businessHours":{"hours":{"sat":[["00:00","24:00"]]}},"oidc":[{"issuer":"https://例.example"}],"discountRate":0.075}""");
        Assert.Equal(settings.Json.GetRawText(), settings.With(settings.Json).Json.GetRawText());
        Assert.Equal(settings.Json.GetRawText(), settings.With(Json("{}")).Json.GetRawText());
        Assert.Null(settings.Threshold(Channel.Chat));
        Assert.Contains("例", settings.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_policy_that_matches_holds_and_a_case_without_priority_is_normal()
    {
        var settings = Set("""{"slaPolicies":[{"priority":["normal"],"firstResponse":600},{"channel":["email"],"firstResponse":1200},{"firstResponse":3600}]}""");
        Assert.Equal(600 * Second, settings.PolicyFor(Priority.None, Channel.Email)?.FirstResponse);
        Assert.Equal(1_200 * Second, settings.PolicyFor(Priority.High, Channel.Email)?.FirstResponse);
        Assert.Equal(3_600 * Second, settings.PolicyFor(Priority.High, Channel.None)?.FirstResponse);
        Assert.Null(settings.PolicyFor(Priority.High, Channel.Voice)?.Resolution);
    }

    [Fact]
    public void Null_puts_a_key_back_and_takes_a_channel_out()
    {
        var settings = Set("""{"repeatWindowDays":3,"serviceLevel":{"thresholds":{"voice":30}}}""");
        Assert.Equal(7, settings.With(Json("""{"repeatWindowDays":null}""")).RepeatWindowDays);
        Assert.Null(settings.With(Json("""{"serviceLevel":{"thresholds":{"voice":null}}}""")).Threshold(Channel.Voice));
        Assert.Equal(20 * Second, settings.With(Json("""{"serviceLevel":null}""")).Threshold(Channel.Voice));
    }

    [Theory]
    [InlineData("""{"repeatWindow":3}""", "repeatWindow", "is not a key here")]
    [InlineData("""{"repeatWindow":null}""", "repeatWindow", "is not a key here")]
    [InlineData("""{"repeatWindowDays":3,"repeatWindowDays":4}""", "repeatWindowDays", "given twice")]
    [InlineData("""{"repeatWindowDays":"3"}""", "repeatWindowDays", "a whole number from 1 to 365, not \"3\"")]
    [InlineData("""{"repeatWindowDays":2.5}""", "repeatWindowDays", "not 2.5")]
    [InlineData("""{"repeatWindowDays":0}""", "repeatWindowDays", "not 0")]
    [InlineData("""{"serviceLevel":"all"}""", "serviceLevel", "must be an object")]
    [InlineData("""{"serviceLevel":{"mode":"best"}}""", "serviceLevel.mode", "one of answeredAndAbandonedInTime, answeredOnly")]
    [InlineData("""{"serviceLevel":{"thresholds":{"fax":20}}}""", "serviceLevel.thresholds.fax", "voice, chat")]
    [InlineData("""{"serviceLevel":{"thresholds":{"voice":-1}}}""", "serviceLevel.thresholds.voice", "in seconds")]
    [InlineData("""{"serviceLevel":{"shortAbandon":{"voice":1e99}}}""", "serviceLevel.shortAbandon.voice", "in seconds")]
    [InlineData("""{"businessHours":{"holidays":["2026-02-30"]}}""", "businessHours.holidays[0]", "a date")]
    [InlineData("""{"businessHours":{"holidays":["2026-02-20"]}}""", "businessHours.hours", "opens on no day")]
    [InlineData("""{"businessHours":{"hours":{"monday":[]}}}""", "businessHours.hours.monday", "mon, tue")]
    [InlineData("""{"businessHours":{"hours":{"mon":[["9:00","18:00"]]}}}""", "businessHours.hours.mon[0][0]", "a time of the day")]
    [InlineData("""{"businessHours":{"hours":{"mon":[["18:00","09:00"]]}}}""", "businessHours.hours.mon[0]", "over midnight")]
    [InlineData("""{"businessHours":{"hours":{"mon":[["09:00"]]}}}""", "businessHours.hours.mon[0]", "a start and an end")]
    [InlineData("""{"businessHours":{"hours":{"mon":[["09:00","12:00"],["11:00","13:00"]]}}}""", "businessHours.hours.mon", "do not overlap")]
    [InlineData("""{"slaPolicies":{}}""", "slaPolicies", "must be an array")]
    [InlineData("""{"slaPolicies":[null]}""", "slaPolicies[0]", "not nothing")]
    [InlineData("""{"slaPolicies":[{"firstResponse":60},{"priority":["top"],"firstResponse":60}]}""", "slaPolicies[1].priority[0]", "low, normal, high, urgent")]
    [InlineData("""{"slaPolicies":[{"clock":"business"}]}""", "slaPolicies[0]", "firstResponse, nextResponse or resolution")]
    [InlineData("""{"slaPolicies":[{"firstResponse":60,"clock":true}]}""", "slaPolicies[0].clock", "calendar, business")]
    [InlineData("""{"slaPolicies":[{"firstResponse":60,"pauseOnCustomer":"yes"}]}""", "slaPolicies[0].pauseOnCustomer", "true or false")]
    [InlineData("""{"tagDimensions":["a","b","c","d","e","f"]}""", "tagDimensions", "at most 5")]
    [InlineData("""{"tagDimensions":["a","a"]}""", "tagDimensions[1]", "second time")]
    [InlineData("""{"tagDimensions":[""]}""", "tagDimensions[0]", "1 to 128")]
    [InlineData("""{"retentionDays":0}""", "retentionDays", "from 1")]
    [InlineData("""{"weekStart":"Monday"}""", "weekStart", "mon, tue")]
    [InlineData("""{"fiscalYearStart":13}""", "fiscalYearStart", "1 to 12")]
    [InlineData("""{"discountRate":10}""", "discountRate", "0.10 is 10 %")]
    [InlineData("""{"peerBenchmarks":1}""", "peerBenchmarks", "true or false")]
    [InlineData("""{"health":[]}""", "health", "must be an object")]
    [InlineData("""{"health":{"wieghts":{}}}""", "health.wieghts", "use one of weights")]
    [InlineData("""{"health":{"weights":{"mood":1}}}""", "health.weights.mood", "openCases")]
    [InlineData("""{"health":{"weights":{"effort":-1}}}""", "health.weights.effort", "from 0 to 1000")]
    [InlineData("""{"health":{"weights":{"effort":1000.5}}}""", "health.weights.effort", "from 0 to 1000")]
    [InlineData("""{"health":{"weights":{"effort":"much"}}}""", "health.weights.effort", "a number")]
    [InlineData("""{"health":{"weights":{"satisfaction":0,"effort":0,"sentiment":0,"openCases":0,"complaints":0,"recency":0}}}""", "health.weights", "at least one is over 0")]
    [InlineData("""{"oidc":"https://user:secret@idp"}""", "oidc", "an object or an array")]
    [InlineData("""{"alerts":[{"a":1,"a":2}]}""", "alerts[].a", "given twice")]
    [InlineData("""[]""", "", "a JSON object")]
    public void What_does_not_hold_is_refused_with_its_place(string patch, string path, string problem)
    {
        var error = Assert.Throws<SettingsException>(() => Set(patch));
        Assert.Equal(path, error.Path);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Business_time_is_calendar_time_until_hours_are_set()
    {
        var zone = new ZoneCalendar("Asia/Taipei");
        Assert.True(TenantSettings.Default.ClockIn(zone).IsCalendar);
        var settings = Set("""{"businessHours":{"hours":{"mon":[["09:00","18:00"]]}}}""");
        Assert.False(settings.ClockIn(zone).IsCalendar);
        Assert.Same(settings.ClockIn(zone), settings.ClockIn(zone));
    }

    private static TenantSettings Set(string patch) => TenantSettings.Default.With(Json(patch));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
