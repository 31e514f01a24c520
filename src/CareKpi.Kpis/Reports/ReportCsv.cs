using System.Globalization;
using System.Text;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;

namespace CareKpi.Kpis.Reports;

/// <summary>A report as CSV for machines and spreadsheets (RFC 4180): codes, numbers as they are, days. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
public static class ReportCsv
{
    private const string Header = "level,key,scope,code,name,unit,value,numerator,denominator,count,previous,change,target,state,provisional,from,to";

    public static string Render(ReportPage page)
    {
        var csv = new StringBuilder().Append(Header).Append("\r\n");
        foreach (var row in page.Rows)
        {
            Append(csv, page, row);
        }
        return csv.ToString();
    }

    /// <summary>As a file: with a byte order mark, without which Excel takes UTF-8 for something else.</summary>
    public static byte[] File(string csv) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)];

    private static void Append(StringBuilder csv, ReportPage page, ReportRow row)
    {
        var (kpi, value) = (row.Kpi, row.Value);
        csv.Append(DocumentFields.Word(page.Scope.Level)).Append(',')
            .Append(Text(page.Scope.Level == Level.Tenant ? "" : page.Scope.Key)).Append(',')
            .Append(Text(page.ScopeName)).Append(',')
            .Append(Text(kpi.Code)).Append(',')
            .Append(Text(kpi.Names.In(page.Report.Locale))).Append(',')
            .Append(Text(kpi.Unit is Units.Money or Units.MoneyPerYear ? kpi.Unit.Replace(Units.Money, page.Currency, StringComparison.Ordinal) : kpi.Unit)).Append(',')
            .Append(Number(value.Value)).Append(',')
            .Append(Number(value.Numerator)).Append(',')
            .Append(Number(value.Denominator)).Append(',')
            .Append(value.Count.ToString(CultureInfo.InvariantCulture)).Append(',')
            .Append(Number(value.Previous?.Value)).Append(',')
            .Append(Number(value.Previous?.Change)).Append(',')
            .Append(Number(value.Target?.Target.Goal)).Append(',')
            .Append(value.Target?.State switch { TargetState.Met => "met", TargetState.Warning => "warning", TargetState.Missed => "missed", _ => "" }).Append(',')
            .Append(value.Provisional ? "true" : "false").Append(',')
            .Append(Day(page.Period.From)).Append(',')
            .Append(Day(page.Period.To)).Append("\r\n");
    }

    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(string text)
    {
        var safe = Safe(text);
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Where a comma is the decimal sign, spreadsheets take a semicolon or a tab for the end of a cell, whatever the quotes around it say: what is behind one begins a cell, too.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (i == 0 ? IsFormula(text) || text[0] is '\t' or '\r' or '\n' : EndsCell(text[i - 1]) && !EndsCell(text[i]) && IsFormula(text.AsSpan(i)))
            {
                safe.Append('\'');
            }
            safe.Append(text[i]);
        }
        return safe.ToString();
    }

    private static bool EndsCell(char sign) => sign is ';' or '\t' or '\r' or '\n';

    /// <summary>Spreadsheets also take the wide forms of these signs, and look beyond what is white.</summary>
    private static bool IsFormula(ReadOnlySpan<char> text) => text.TrimStart() is [var first, ..] && "=+-@＝＋－＠".Contains(first, StringComparison.Ordinal);
}
