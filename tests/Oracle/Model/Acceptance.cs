namespace Oracle.Model;

/// <summary>The semantic rejections; the shape of an event is taken for granted.</summary>
internal static class Acceptance
{
    public static bool Rejects(Event e) => NamesItself(e) || (e.Type is "survey.answered" && SurveyScale.Rejects(e.Data));

    private static bool NamesItself(Event e) =>
        (e.Type is "case.merged" && string.Equals(e.Case, e.Data.Text("into"), StringComparison.Ordinal))
        || (string.Equals(e.Supersedes, e.Id, StringComparison.Ordinal)
            && Time.UtcDay(e.SupersedesAt ?? e.At) == Time.UtcDay(e.At));
}
