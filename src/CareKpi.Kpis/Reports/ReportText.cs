using System.Text;

namespace CareKpi.Kpis.Reports;

/// <summary>A report for mail readers that show no HTML: a line for each value.</summary>
public static class ReportText
{
    public static string Render(ReportPage page)
    {
        var locale = page.Report.Locale;
        var format = new ReportFormat(locale, page.Currency);
        var text = new StringBuilder().Append(page.Report.Name).Append('\n').Append(page.ScopeName).Append(" · ").Append(format.Period(page.Period)).Append("\n\n");
        foreach (var row in page.Rows)
        {
            text.Append(row.Kpi.Names.In(locale)).Append(": ").Append(format.Value(row.Kpi, row.Value.Value));
            if (row.Value.Previous?.Change is { } change)
            {
                text.Append(" (").Append(format.Change(row.Kpi, change)).Append(')');
            }
            text.Append('\n');
        }
        return text.Append(page.Rows.Count == 0 ? ReportWords.Empty.In(locale) + "\n" : "").Append('\n').Append(ReportWords.Attached.In(locale)).Append('\n').ToString();
    }
}
