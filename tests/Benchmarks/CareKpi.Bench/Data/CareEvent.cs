using System.Globalization;
using System.Text;

namespace CareKpi.Bench.Data;

internal enum EventKind : short
{
    Contact = 0,
    SurveySent = 1,
    SurveyAnswered = 2,
}

internal enum ContactOutcome : short
{
    Answered = 0,
    Abandoned = 1,
    Callback = 2,
}

/// <summary>One event, as every side of a comparison gets it: CareKpi as JSON, the others as columns. Names are numbers here (of a channel, a queue, an agent): the other sides need no text to be read or interned.</summary>
/// <param name="Key">The contact's or the survey's.</param>
/// <param name="Agent">-1: nobody.</param>
/// <param name="IsAnswered">Of a survey that was sent.</param>
internal readonly record struct CareEvent(EventKind Kind, string Id, DateTime At, string Key, int Customer, short Channel, short Agent)
{
    private static readonly string[] Surveys = ["csat", "nps", "ces"];

    public bool IsInbound { get; init; }

    public ContactOutcome Outcome { get; init; }

    /// <summary>In milliseconds, of which the last two digits are 0.</summary>
    public int Wait { get; init; }

    public int Talk { get; init; }

    public int Hold { get; init; }

    public int Wrap { get; init; }

    public short Queue { get; init; }

    public short Topic { get; init; }

    public bool? Resolved { get; init; }

    public bool IsEscalated { get; init; }

    public bool IsTransferred { get; init; }

    public short Survey { get; init; }

    public short Score { get; init; }

    public bool IsAnswered { get; init; }

    public short Team => Agent < 0 ? (short)-1 : (short)(Agent % ContactLoad.Teams);

    /// <summary>As a CloudEvent.</summary>
    public string Json()
    {
        var text = new StringBuilder(512);
        var type = Kind switch { EventKind.Contact => "care.contact.ended", EventKind.SurveySent => "care.survey.sent", _ => "care.survey.answered" };
        text.Append(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{Id}}","source":"pbx/eu-1","type":"{{type}}","time":"{{At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","data":{ """)
            .Append(CultureInfo.InvariantCulture, $$""" "{{(Kind == EventKind.Contact ? "contact" : "survey")}}":"{{Key}}","customer":"{{ContactLoad.Customer(Customer)}}","channel":"{{ContactLoad.Channels[Channel]}}" """);
        if (Agent >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $$""","agent":"{{ContactLoad.Agent(Agent)}}","team":"{{ContactLoad.Team(Team)}}" """);
        }
        if (Kind == EventKind.Contact)
        {
            Contact(text);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $$""","kind":"{{Surveys[Survey]}}" """);
            text.Append(CultureInfo.InvariantCulture, $"{(Kind == EventKind.SurveyAnswered ? $",\"score\":{Score}" : "")}");
        }
        return text.Append("}}").ToString();
    }

    private void Contact(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $$""","direction":"{{(IsInbound ? "inbound" : "outbound")}}","outcome":"{{Outcome.ToString().ToLowerInvariant()}}","wait":{{Wait / 1000.0:0.0}},""")
            .Append(CultureInfo.InvariantCulture, $$""" "queue":"{{ContactLoad.Queue(Queue)}}","topic":"{{ContactLoad.Topics[Topic]}}" """);
        if (Outcome == ContactOutcome.Answered)
        {
            text.Append(CultureInfo.InvariantCulture, $$""","talk":{{Talk}},"hold":{{Hold}},"wrap":{{Wrap}}""");
        }
        text.Append(Resolved switch { true => ",\"resolved\":true", false => ",\"resolved\":false", null => "" })
            .Append(IsEscalated ? ",\"escalated\":true" : "")
            .Append(IsTransferred ? ",\"transferred\":true" : "");
    }
}
