using System.Globalization;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Reports;

/// <summary>Numbers, periods and days as people of a locale write them. All four group thousands with a comma and part decimals with a point; what differs are the words of units, months and days.</summary>
internal sealed class ReportFormat(ReportLocale locale, string currency)
{
    public const string None = "–";

    /// <summary>Numbers beyond it are told as powers of ten: a tenant's own formula may be as large as numbers can be.</summary>
    private const double Largest = 1e15;

    public string Value(Kpi kpi, double? value) => value is { } number ? Signed(kpi, number, "") : None;

    /// <summary>With its sign; a difference of percentages is in points.</summary>
    public string Change(Kpi kpi, double? change) => change is not { } number ? None
        : kpi.Unit == Units.Percent ? In(ReportWords.PercentagePoints, Signed(number, "+", static size => Number(size, 1)))
        : Signed(kpi, number, "+");

    /// <summary>As it is written it is none: it is neither better nor worse.</summary>
    public bool IsShown(Kpi kpi, double change) => Change(kpi, change).AsSpan().ContainsAny(['+', '−']);

    public string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public string Day(DateOnly day) => DayOrMonth(ReportWords.Day, day);

    /// <summary>A whole month by its name.</summary>
    public string Period(Period period) => period.From.Day == 1 && period.To == period.From.AddMonths(1).AddDays(-1) ? DayOrMonth(ReportWords.Month, period.From)
        : In(ReportWords.To, Day(period.From), Day(period.To));

    public string In(LocalizedText text, params ReadOnlySpan<object?> parts) => string.Format(CultureInfo.InvariantCulture, text.In(locale), parts);

    private string Signed(Kpi kpi, double number, string plus) => kpi.Unit switch
    {
        Units.Percent => Signed(number, plus, static size => Number(size, 1) + "%"),
        Units.Seconds => Signed(number, plus, Duration),
        Units.Number => Signed(number, plus, static size => Number(size, double.IsInteger(size) ? 0 : 2)),
        Units.PerHour => In(ReportWords.PerHour, Signed(number, plus, static size => Number(size, 2))),
        Units.Money => Signed(number, plus, size => $"{currency} {Number(size, 2)}"),
        Units.MoneyPerYear => In(ReportWords.PerYear, Signed(number, plus, size => $"{currency} {Number(size, 2)}")),
        Units.Points or Units.ZeroToHundred or Units.MinusHundredToHundred => Signed(number, plus, static size => Number(size, 1)),
        _ => Signed(number, plus, static size => Number(size, 2)),
    };

    /// <summary>What is rounded to nothing has no sign.</summary>
    private static string Signed(double number, string plus, Func<double, string> size)
    {
        var text = size(Math.Abs(number));
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text : (number < 0 ? "−" : plus) + text;
    }

    private static string Number(double size, int decimals) => size >= Largest ? size.ToString("0.###E+0", CultureInfo.InvariantCulture)
        : Math.Round(size, decimals, MidpointRounding.AwayFromZero).ToString(decimals switch { 0 => "#,0", 1 => "#,0.0", _ => "#,0.00" }, CultureInfo.InvariantCulture);

    /// <summary>The two largest of days, hours, minutes and seconds; under a minute to the tenth.</summary>
    private string Duration(double seconds)
    {
        if (seconds < 59.95)
        {
            return In(ReportWords.Seconds, Math.Round(seconds, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture));
        }
        if (seconds >= Largest)
        {
            return In(ReportWords.Seconds, Number(seconds, 0));
        }
        (LocalizedText Text, long Size)[] units = [(ReportWords.Days, 86_400), (ReportWords.Hours, 3_600), (ReportWords.Minutes, 60), (ReportWords.Seconds, 1)];
        var large = Array.FindIndex(units, unit => seconds >= unit.Size);
        var small = Math.Min(large + 1, units.Length - 1);
        // Rounding may carry into a larger unit: 59 min 59.7 s is an hour.
        var whole = (long)Math.Round(seconds / units[small].Size, MidpointRounding.AwayFromZero) * units[small].Size;
        if (large > 0 && whole >= units[large - 1].Size)
        {
            return In(units[large - 1].Text, 1);
        }
        var (first, rest) = (whole / units[large].Size, whole % units[large].Size / units[small].Size);
        return In(units[large].Text, first) + (rest == 0 ? "" : " " + In(units[small].Text, rest));
    }

    private string DayOrMonth(LocalizedText pattern, DateOnly day) => locale == ReportLocale.Ms
        ? day.ToString(pattern.Ms.Replace("MMMM", $"'{ReportWords.MalayMonths[day.Month - 1]}'", StringComparison.Ordinal), CultureInfo.InvariantCulture)
        : day.ToString(pattern.In(locale), CultureInfo.InvariantCulture);
}
