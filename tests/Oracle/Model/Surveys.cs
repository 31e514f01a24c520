namespace Oracle.Model;

/// <summary>A survey that was answered, or sent.</summary>
internal sealed record Survey(Event Event, Place Place)
{
    public string Key => Event.Data.Text("survey")!;

    public string Kind => Event.Data.Text("kind")!;

    public decimal? Score => Event.Data.Number("score");

    public SurveyScale Scale => SurveyScale.Of(Event.Data);
}

internal sealed class Surveys
{
    public Surveys(IReadOnlyCollection<Event> counting, Attribution attribution)
    {
        var sent = counting.Where(e => e.Type is "survey.sent").LastOfEach("survey").ToDictionary(e => e.Data.Text("survey")!, StringComparer.Ordinal);
        var excluded = counting.Where(e => e.Type is "survey.excluded" or "survey.included").LastOfEach("survey")
            .Where(e => e.Type is "survey.excluded").Select(e => e.Data.Text("survey")!).ToHashSet(StringComparer.Ordinal);
        var answers = counting.Where(e => e.Type is "survey.answered").LastOfEach("survey").ToList();
        Answers = answers.Select(e => new Survey(e, attribution.Of(e, sent.GetValueOrDefault(e.Data.Text("survey")!))))
            .Where(s => !excluded.Contains(s.Key)).ToList();
        var answered = Answers.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var left = answers.Select(e => e.Data.Text("survey")!).Where(excluded.Contains).ToHashSet(StringComparer.Ordinal);
        Sent = sent.Values.Select(e => new Survey(e, attribution.Of(e, null))).Where(s => !left.Contains(s.Key))
            .Select(s => (s, answered.Contains(s.Key))).ToList();
    }

    public IReadOnlyList<Survey> Answers { get; }

    public IReadOnlyList<(Survey Sent, bool Answered)> Sent { get; }
}

/// <summary>For whom a survey, complaint or evaluation counts: its own field, else its sent event's, its contact's, its case's owner then.</summary>
internal sealed class Attribution(IReadOnlyDictionary<string, Contact> contacts, IReadOnlyDictionary<string, Case> cases, Merges merges)
{
    public Place Of(Event e, Event? sent)
    {
        var contact = (e.Data.Text("contact") ?? sent?.Data.Text("contact")) is { } k ? contacts.GetValueOrDefault(k) : null;
        var @case = (e.Case ?? sent?.Case) is { } c ? cases.GetValueOrDefault(merges.Staying(c)) : null;
        var credit = Pair.Of(e)
            .Else(sent is null ? default : Pair.Of(sent))
            .Else(contact?.Credit ?? default)
            .Else(@case?.Owners.At(e.At) ?? default);
        var customer = e.Customer ?? sent?.Customer ?? contact?.Customer ?? @case?.Customer;
        var rest = contact?.Slice ?? @case?.Slice ?? Slice.None;
        return new Place(e.At, credit, customer, rest with { Channel = e.Data.Text("channel") });
    }
}
