using System.Text;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using Xunit;

namespace CareKpi.Kpis.Tests.Reports;

public sealed class ReportRenderingTests
{
    private static readonly Period s_week = new(new(2026, 3, 2), new(2026, 3, 8));

    /// <summary>Against files that were written by hand.</summary>
    [Theory]
    [InlineData(ReportLocale.En, "en")]
    [InlineData(ReportLocale.ZhHant, "zh-Hant")]
    [InlineData(ReportLocale.ZhHans, "zh-Hans")]
    [InlineData(ReportLocale.Ms, "ms")]
    public void Every_locale_reads_as_expected(ReportLocale locale, string word)
    {
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "expected", $"{word}.txt"));
        Assert.Equal(expected, Shown(ReportHtml.Render(Page(locale))));
    }

    [Theory]
    [InlineData(0.04, false)]
    [InlineData(0.06, true)]
    public void A_change_that_is_written_as_none_is_neither_better_nor_worse(double change, bool isTold)
    {
        var page = Page(ReportLocale.En) with { Rows = [new(new Named("n"), Value("x", 50, 9) with { Previous = new(s_week, 50 - change, change, null, true) })] };
        Assert.Equal(isTold, ReportHtml.Render(page).Contains("(better)", StringComparison.Ordinal));
    }

    [Fact]
    public void Html_fetches_nothing_runs_nothing_and_says_what_its_cells_are()
    {
        var html = ReportHtml.Render(Page(ReportLocale.En));
        foreach (var word in (string[])["http:", "https:", "src=", "url(", "<script", "<link", "<style", "@import", "class="])
        {
            Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<caption", html, StringComparison.Ordinal);
        Assert.Equal(6, html.Split("<th scope=\"col\"").Length - 1);
        Assert.Equal(5, html.Split("<th scope=\"row\"").Length - 1);
        Assert.Contains("name=\"color-scheme\" content=\"light dark\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_tenant_names_is_text_and_nothing_else()
    {
        const string evil = "<script>alert(1)</script><img src=x onerror='a' \"b\">";
        var page = Page(ReportLocale.En) with { Tenant = evil, Report = Report(ReportLocale.En) with { Name = evil }, Scope = new(Level.Team, "t", evil), TimeZone = evil, Rows = [new(new Named(evil), Value("x", 1, 9))] };
        var html = ReportHtml.Render(page);
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror='", html, StringComparison.Ordinal);
        // Title, heading, subtitle, caption, KPI, time zone.
        Assert.Equal(6, html.Split("&lt;script&gt;").Length - 1);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a; ＝1;-b;c", "a;' ＝1;'-b;c")]
    [InlineData(";;+1", ";;'+1")]
    [InlineData("a\t@b,", "\"a\t'@b,\"")]
    [InlineData(";", ";")]
    [InlineData(" =1", "' =1")]
    [InlineData("\r\n=1", "\"'\r\n'=1\"")]
    [InlineData("=1,\"a\"", "\"'=1,\"\"a\"\"\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("say \"hi\", ok", "\"say \"\"hi\"\", ok\"")]
    public void A_text_is_no_formula_for_a_spreadsheet(string name, string written)
    {
        var page = Page(ReportLocale.En) with { Scope = new(Level.Team, "k", name), Rows = [new(new Named("n"), Value("x", -1.5, 9) with { Previous = new(s_week, 1, -2.5, null, null) })] };
        // Numbers below nothing stay numbers.
        Assert.Equal($"team,k,{written},named,n,%,-1.5,,,9,1,-2.5,,,false,2026-03-02,2026-03-08\r\n", ReportCsv.Render(page)[(ReportCsv.Render(page).IndexOf("\r\n", StringComparison.Ordinal) + 2)..]);
    }

    [Fact]
    public void A_file_begins_with_a_byte_order_mark() => Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a'], ReportCsv.File("a"));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(59.9, "59.9 s")]
    [InlineData(59.97, "1 min")]
    [InlineData(83, "1 min 23 s")]
    [InlineData(3599.7, "1 h")]
    [InlineData(5400, "1 h 30 min")]
    [InlineData(86_399, "1 d")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(-83, "−1 min 23 s")]
    public void Durations_are_told_in_their_two_largest_units(double seconds, string text) => Assert.Equal(text, new ReportFormat(ReportLocale.En, "EUR").Value(Of("average_handle_time"), seconds));

    [Theory]
    [InlineData("csat", 74.95, "75.0%")]
    [InlineData("contact_volume", 1_234_567, "1,234,567")]
    [InlineData("service_cost", 1_234.5, "EUR 1,234.50")]
    [InlineData("service_cost", -0.001, "EUR 0.00")]
    [InlineData("nps", -12.5, "−12.5")]
    [InlineData("service_cost", 1e18, "EUR 1E+18")]
    public void Numbers_have_their_unit(string kpi, double value, string text) => Assert.Equal(text, new ReportFormat(ReportLocale.En, "EUR").Value(Of(kpi), value));

    [Fact]
    public void Without_names_those_with_a_target_and_what_stands_on_something_are_shown()
    {
        var report = Report(ReportLocale.En) with { Kpis = null };
        KpiValue[] values =
        [
            Value("csat", null, 0), Value("nps", 10, 3), Value("contact_volume", 0, 0), Value("service_level", 80, 9), Value("service_level.answeredOnly", 81, 9), Value("feedback_value_lift", 3, 9),
            Value("complaint_rate", 0, 0) with { Target = new(Goal(1), null, null, null, null) }, Value("cases_opened", 0, 0) with { Previous = new(s_week, 5, -5, -100, null) },
        ];
        Assert.Equal(["cases_opened", "complaint_rate", "nps", "service_level"], Codes(values, report).Order(StringComparer.Ordinal));
        // Those with a target first, where not all have room.
        var many = KpiRegistry.BuiltIn.ForLevel(Level.Tenant).Where(kpi => kpi.Parent is null && kpi.Tier != Tier.Advanced).Select(kpi => Value(kpi.Code, 1, 9)).ToArray();
        Assert.True(many.Length > ScheduledReport.MaxKpis);
        many[^1] = many[^1] with { Target = new(Goal(1), null, null, null, null) };
        var chosen = Codes(many, report);
        Assert.Equal((ScheduledReport.MaxKpis, many[^1].Kpi), (chosen.Count, chosen[^1]));
        Assert.Equal(["nps", "csat"], Codes(values, report with { Kpis = ["nps", "gone", "csat"] }));
    }

    private static IReadOnlyList<string> Codes(IReadOnlyList<KpiValue> values, ScheduledReport report) => [.. ReportSelection.Of(report, values, KpiRegistry.BuiltIn).Select(row => row.Kpi.Code)];

    /// <summary>What a reader sees: tags gone, entities read, a cell a column, a line a row.</summary>
    private static string Shown(string html)
    {
        var text = html[html.IndexOf("<body", StringComparison.Ordinal)..].Replace("</th><t", "</th> | <t", StringComparison.Ordinal).Replace("</td><td", "</td> | <td", StringComparison.Ordinal);
        var shown = new StringBuilder();
        var isTag = false;
        foreach (var c in text)
        {
            isTag = c == '<' || (isTag && c != '>');
            if (!isTag && c != '>')
            {
                shown.Append(c);
            }
        }
        return string.Join('\n', System.Net.WebUtility.HtmlDecode(shown.ToString()).Split('\n').Where(line => line.Trim().Length > 0)) + "\n";
    }

    private static ReportPage Page(ReportLocale locale) => new(Report(locale), "Demo", "EUR", "Asia/Hong_Kong", new(Level.Tenant, "", "Demo"), s_week, new(2026, 3, 9, 7, 0, 12),
    [
        Row("csat", 75, 4) with { Value = Value("csat", 75, 4) with { Small = true, Previous = Before(70, 5, true), Target = new(Goal(80), null, TargetState.Warning, 93.75, null) } },
        Row("average_handle_time", 245, 1_200) with { Value = Value("average_handle_time", 245, 1_200) with { Previous = Before(230, 15, false), Target = new(Goal(300), null, TargetState.Met, 122, null) } },
        Row("first_contact_resolution", 61.5, 200) with { Value = Value("first_contact_resolution", 61.5, 200) with { Provisional = true, Previous = Before(61.5, 0, null), Target = new(Goal(72), null, TargetState.Missed, 85, null) } },
        Row("contact_volume", 1_234, 1_234) with { Value = Value("contact_volume", 1_234, 1_234) with { Previous = Before(1_300, -66, null), ClosedAt = 1 } },
        Row("nps", null, 0) with { Value = Value("nps", null, 0) with { Previous = Before(12, null, null) } },
    ]);

    private static ScheduledReport Report(ReportLocale locale) => new("r", "Weekly", new(Level.Tenant, ""), ["csat"], ReportInterval.Week, new(7, 0), locale, ["a@example.com"], null, true);

    private static ReportRow Row(string kpi, double? value, long count) => new(Of(kpi), Value(kpi, value, count));

    private static KpiValue Value(string kpi, double? value, long count) => new(kpi, 1, value, count, null, null);

    private static Comparison Before(double? value, double? change, bool? better) => new(new(s_week.From.AddDays(-7), s_week.From.AddDays(-1)), value, change, null, better);

    private static Target Goal(double goal) => new("t", new(Level.Tenant, ""), "csat", goal, null, Target.Beginning, null);

    private static Kpi Of(string code) => KpiRegistry.BuiltIn.Find(code)!;

    /// <summary>Of the tenant's own.</summary>
    private sealed class Named(string name) : Kpi("named", KeyResultArea.Satisfaction, 1)
    {
        public override LocalizedText Names => new(name, name, name, name);
        public override LocalizedText Descriptions => Names;
        public override CareKpi.Kpis.Catalogue.Formulas.Formula Formula => Of("csat").Formula;
        public override string Unit => Units.Percent;
        public override Direction Direction => Direction.Up;
        public override Tier Tier => Tier.Advanced;
        public override Levels Levels => Levels.TMAC;
    }
}
