using System.Text;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Evidence;

/// <summary>Gathers, of what timelines say, the items that a question asks for.</summary>
internal sealed class EvidenceSink(EvidenceQuestion question, Action<EvidenceFound> found) : FactSink
{
    private readonly Dictionary<EvidencePlace, EvidenceFound> items = [];
    private readonly Dictionary<(int Entity, Credit Credit), (long Count, Slices Slices)> standing = [];
    private readonly Dictionary<int, long> since = [];
    private readonly Dictionary<int, int> openings = [];
    private readonly Dictionary<FactSubject, EvidenceSubject> subjects = [];
    private Dossier? dossier;
    private EvidenceSubject? speaker;
    private (long From, long To)? only;

    /// <summary>Marks of what counts, to be judged by the timelines of their customers.</summary>
    public List<(int Customer, CustomerMark Mark, EvidenceSubject Of)> Marks { get; } = [];

    /// <summary>A dossier speaks next.</summary>
    public void Begin(Dossier next) => dossier = next;

    /// <summary>Something else speaks next. <paramref name="only"/>: only what it says between two instants counts, and stands at the first of them.</summary>
    public void Begin(EvidenceSubject of, (long From, long To)? only = null) => (speaker, this.only) = (of, only);

    /// <summary>It has spoken.</summary>
    public void End()
    {
        foreach (var ((entity, credit), (count, slices)) in standing)
        {
            if (count != 0)
            {
                var of = SubjectOf(new FactSubject(entity, openings[entity]));
                Take(of, since[entity], credit, of.Customer, slices, count, 0);
            }
        }
        foreach (var item in items.Values)
        {
            if (item.Numerator != 0 || item.Denominator != 0)
            {
                found(item);
            }
        }
        items.Clear();
        standing.Clear();
        since.Clear();
        subjects.Clear();
        openings.Clear();
        (dossier, speaker, only) = (null, null, null);
    }

    public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts)
    {
        var (numerator, denominator) = question.Of(amounts, head.IsRamp, head.ElapsedBy(question.View.Now));
        if ((numerator == 0 && denominator == 0) || !question.Takes(head))
        {
            return;
        }
        if (question.IsStock)
        {
            var key = (Subject.Entity, head.Credit);
            standing[key] = (standing.GetValueOrDefault(key).Count + numerator, head.Slices);
            openings[Subject.Entity] = Subject.Event;
            return;
        }
        var at = head.IsRamp ? head.RampFrom : head.Instant;
        if (only is not var (from, to))
        {
            Take(speaker ?? SubjectOf(Subject), at, head.Credit, head.Customer, head.Slices, numerator, denominator);
        }
        else if (at >= from && at < to)
        {
            Take(speaker!, from, head.Credit, head.Customer, head.Slices, numerator, denominator);
        }
    }

    public override void Stood(long from, long until)
    {
        if (question.IsStock && from <= question.View.Now && question.View.Calendar.DayOf(from) <= question.LastDay)
        {
            since[Subject.Entity] = Math.Max(from, since.GetValueOrDefault(Subject.Entity, long.MinValue));
        }
    }

    public override void Mark(int customer, in CustomerMark mark)
    {
        var isAsked = mark.Kind switch
        {
            MarkKind.IssueResolved or MarkKind.SelfService => question.HasRepeats,
            MarkKind.Handled => question.HasConversions,
            _ => false,
        };
        if (isAsked && question.Takes(new FactHead(mark.Credit, customer, mark.Instant, mark.Slices)))
        {
            Marks.Add((customer, mark, SubjectOf(Subject)));
        }
    }

    private void Take(EvidenceSubject of, long instant, Credit credit, int customer, in Slices slices, long numerator, long denominator)
    {
        var names = question.View.Names;
        var place = new EvidencePlace(instant, of.Kind, of.Order ?? of.Key, names.Text(credit.Agent), names.Text(credit.Team));
        if (!items.TryGetValue(place, out var item))
        {
            items.Add(place, item = new EvidenceFound(place, of, customer != 0 ? customer : of.Customer, slices));
        }
        item.Numerator += numerator;
        item.Denominator += denominator;
    }

    private EvidenceSubject SubjectOf(FactSubject subject)
    {
        if (!subjects.TryGetValue(subject, out var told))
        {
            var entity = dossier!.Entities[subject.Entity];
            var said = dossier.Events[subject.Event];
            var key = Encoding.UTF8.GetString(entity.Key);
            var kind = KindOf(entity.Kind);
            subjects.Add(subject, told = new EvidenceSubject(kind, key)
            {
                Case = kind == EvidenceKind.Case ? key : KeyOf(said.Case),
                Contact = kind == EvidenceKind.Contact ? key : KeyOf(said.Contact),
                Customer = said.Customer,
                Score = ScoreOf(said),
                Text = HasText(said) ? Witness.Of(said) : null,
            });
        }
        return told;
    }

    private string? KeyOf(int entity) => entity < 0 ? null : Encoding.UTF8.GetString(dossier!.Entities[entity].Key);

    private static EvidenceKind KindOf(EntityKind kind) => kind switch
    {
        EntityKind.Case => EvidenceKind.Case,
        EntityKind.Contact => EvidenceKind.Contact,
        EntityKind.Survey => EvidenceKind.Survey,
        EntityKind.Complaint => EvidenceKind.Complaint,
        EntityKind.Evaluation => EvidenceKind.Evaluation,
        EntityKind.Session => EvidenceKind.Session,
        EntityKind.Mention => EvidenceKind.Mention,
        _ => EvidenceKind.Record,
    };

    private static double? ScoreOf(in DossierEvent said) => said.Type switch
    {
        EventType.SurveyAnswered when said.Is(DossierFlags.HasScore) => said.Score / 1e6,
        EventType.QualityEvaluated => said.Score / 1e6,
        EventType.MentionObserved or EventType.MessageReceived when said.Is(DossierFlags.HasSentiment) => said.Sentiment / 1e6,
        _ => null,
    };

    /// <summary>A text was judged, or could not be; a sentiment that was given may stand for one.</summary>
    private static bool HasText(in DossierEvent said) =>
        said.Type is EventType.SurveyAnswered or EventType.MentionObserved or EventType.MessageReceived && (said.Is(DossierFlags.HasSentiment) || said.Is(DossierFlags.NotJudged));
}
