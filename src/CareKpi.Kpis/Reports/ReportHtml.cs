using System.Globalization;
using System.Net;
using System.Text;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;

namespace CareKpi.Kpis.Reports;

/// <summary>A report as one HTML document for mail readers: tables, styles in place, colours that say what they stand on, nothing fetched. Whatever comes from the tenant goes through <see cref="Text"/>.</summary>
public static class ReportHtml
{
    private const string Font = "font-family:'Segoe UI',Arial,'PingFang TC','Microsoft JhengHei','Microsoft YaHei',sans-serif;";
    private const string Cell = "padding:8px 10px;border-bottom:1px solid #d0d5dd;font-size:14px;line-height:20px;color:#1d2939;background-color:#ffffff;";
    private const string Head = "padding:8px 10px;border-bottom:2px solid #667085;font-size:13px;line-height:18px;color:#344054;background-color:#f2f4f7;";
    private const string Note = "margin:0 0 6px 0;font-size:12px;line-height:18px;color:#475467;";
    private const string Good = "#05603a";
    private const string Fair = "#7a4100";
    private const string Bad = "#b42318";

    public static string Render(ReportPage page)
    {
        var locale = page.Report.Locale;
        var format = new ReportFormat(locale, page.Currency);
        var html = new StringBuilder();
        var title = Text($"{page.ScopeName} · {format.Period(page.Period)}");
        Line(html, "<!DOCTYPE html>");
        Line(html, $"<html lang=\"{locale.Word()}\">");
        Line(html, "<head>");
        Line(html, "<meta charset=\"utf-8\">");
        Line(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line(html, "<meta name=\"color-scheme\" content=\"light dark\">");
        Line(html, "<meta name=\"supported-color-schemes\" content=\"light dark\">");
        Line(html, $"<title>{Text(page.Subject)}</title>");
        Line(html, "</head>");
        Line(html, "<body style=\"margin:0;padding:0;background-color:#f2f4f7;\">");
        Line(html, "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"#f2f4f7\"><tr><td align=\"center\" style=\"padding:16px;\">");
        Line(html, $"<table role=\"presentation\" width=\"720\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"#ffffff\" style=\"width:100%;max-width:720px;background-color:#ffffff;{Font}\"><tr><td style=\"padding:24px;\">");
        Line(html, $"<h1 style=\"margin:0 0 4px 0;font-size:20px;line-height:28px;color:#101828;\">{Text(page.Report.Name)}</h1>");
        Line(html, $"<p style=\"margin:0 0 16px 0;font-size:14px;line-height:20px;color:#475467;\">{Text(ReportWords.Levels[(int)page.Scope.Level].In(locale))}: {title}</p>");
        if (page.Rows.Count == 0)
        {
            Line(html, $"<p style=\"margin:0 0 16px 0;font-size:14px;line-height:20px;color:#1d2939;\">{Text(ReportWords.Empty.In(locale))}</p>");
        }
        else
        {
            AppendTable(html, page, format, title);
        }
        AppendNotes(html, page, format);
        Line(html, "</td></tr></table>");
        Line(html, "</td></tr></table>");
        Line(html, "</body>");
        Line(html, "</html>");
        return html.ToString();
    }

    private static void AppendTable(StringBuilder html, ReportPage page, ReportFormat format, string caption)
    {
        var locale = page.Report.Locale;
        Line(html, $"<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse;{Font}\">");
        Line(html, $"<caption style=\"padding:0 0 8px 0;text-align:left;font-size:13px;line-height:18px;color:#475467;\">{caption}</caption>");
        html.Append("<thead><tr>");
        foreach (var (word, align) in ((Catalogue.LocalizedText, string)[])[(ReportWords.Kpi, "left"), (ReportWords.Value, "right"), (ReportWords.Sample, "right"), (ReportWords.Change, "right"), (ReportWords.Target, "right"), (ReportWords.State, "left")])
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" align=\"{align}\" style=\"{Head}text-align:{align};\">{Text(word.In(locale))}</th>");
        }
        Line(html, "</tr></thead>");
        Line(html, "<tbody>");
        foreach (var row in page.Rows)
        {
            AppendRow(html, row, format, locale);
        }
        Line(html, "</tbody>");
        Line(html, "</table>");
    }

    private static void AppendRow(StringBuilder html, ReportRow row, ReportFormat format, ReportLocale locale)
    {
        var value = row.Value;
        var marks = (row.IsSmall ? "<sup>1</sup>" : "") + (value is { Provisional: true, Value: not null } ? "<sup>2</sup>" : "");
        var (change, changeColour) = value.Previous switch
        {
            { Change: { } by, Better: true } when format.IsShown(row.Kpi, by) => ($"{format.Change(row.Kpi, by)} ({ReportWords.Better.In(locale)})", Good),
            { Change: { } by, Better: false } when format.IsShown(row.Kpi, by) => ($"{format.Change(row.Kpi, by)} ({ReportWords.Worse.In(locale)})", Bad),
            { Change: { } by } => (format.Change(row.Kpi, by), (string?)null),
            _ => (ReportFormat.None, null),
        };
        var (state, stateColour) = value.Target?.State switch
        {
            TargetState.Met => (ReportWords.Met.In(locale), Good),
            TargetState.Warning => (ReportWords.Warning.In(locale), Fair),
            TargetState.Missed => (ReportWords.Missed.In(locale), Bad),
            _ => (ReportFormat.None, (string?)null),
        };
        html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" align=\"left\" style=\"{Cell}font-weight:normal;text-align:left;\">{Text(row.Kpi.Names.In(locale))}</th>");
        AppendCell(html, "right", null, Text(format.Value(row.Kpi, value.Value)) + marks, "white-space:nowrap;");
        AppendCell(html, "right", null, Text(format.Count(value.Count)));
        AppendCell(html, "right", changeColour, Text(change));
        AppendCell(html, "right", null, Text(format.Value(row.Kpi, value.Target?.Target.Goal)), "white-space:nowrap;");
        AppendCell(html, "left", stateColour, Text(state));
        Line(html, "</tr>");
    }

    private static void AppendCell(StringBuilder html, string align, string? colour, string content, string style = "") =>
        html.Append(CultureInfo.InvariantCulture, $"<td align=\"{align}\" style=\"{Cell}{(colour is null ? "" : $"color:{colour};")}text-align:{align};{style}\">{content}</td>");

    private static void AppendNotes(StringBuilder html, ReportPage page, ReportFormat format)
    {
        Line(html, "<div style=\"padding:16px 0 0 0;\">");
        foreach (var note in NotesOf(page, format))
        {
            Line(html, $"<p style=\"{Note}\">{note}</p>");
        }
        Line(html, "</div>");
    }

    private static IEnumerable<string> NotesOf(ReportPage page, ReportFormat format)
    {
        var locale = page.Report.Locale;
        if (page.Rows.Any(static row => row.IsSmall))
        {
            yield return $"<sup>1</sup> {Text(ReportWords.Small.In(locale))}";
        }
        if (page.Rows.Any(static row => row.Value is { Provisional: true, Value: not null }))
        {
            yield return $"<sup>2</sup> {Text(ReportWords.Provisional.In(locale))}";
        }
        if (page.Rows.Any(static row => row.Value.Value is null))
        {
            yield return $"{ReportFormat.None} {Text(ReportWords.NoValue.In(locale))}";
        }
        if (page.Rows.Any(static row => row.Value.ClosedAt is not null))
        {
            yield return Text(ReportWords.Closed.In(locale));
        }
        if (page.Rows.Select(static row => row.Value.Previous).FirstOrDefault(static previous => previous is not null) is { } compared)
        {
            yield return Text(format.In(ReportWords.ComparedWith, format.Period(compared.Period)));
        }
        yield return Text(format.In(ReportWords.AsOf, $"{format.Day(DateOnly.FromDateTime(page.AsOf))} {page.AsOf.ToString("HH:mm", CultureInfo.InvariantCulture)}", page.TimeZone));
    }

    /// <summary>As text in an element or a quoted attribute, whatever it holds.</summary>
    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Line(StringBuilder html, string line) => html.Append(line).Append('\n');
}
