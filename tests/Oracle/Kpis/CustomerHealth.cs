using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>How customers stand at the end of the period, or now: by looking at everything of each of them.</summary>
internal static class CustomerHealth
{
    private static readonly string[] Parts = ["satisfaction", "effort", "sentiment", "openCases", "complaints", "recency"];

    private static readonly decimal[] Usual = [30, 10, 15, 15, 20, 10];

    public static OracleValue Of(Question q)
    {
        var end = q.Until - 1;
        var weights = Weights(q.Model.Settings.At(q.Now));
        var healthy = new List<(decimal Value, decimal?[] Parts)>();
        foreach (var (customer, known) in q.Model.Kept("health", () => Known.Of(q.Model)))
        {
            var isMine = q.Level is "tenant" || string.Equals(customer, q.Key, StringComparison.Ordinal);
            if (!isMine || !q.InSlice(new Place(end, default, customer, Slice.None)) || !known.IsKnownAt(end))
            {
                continue;
            }

            var parts = known.At(end);
            var all = parts.Select((part, i) => part is null ? 0 : weights[i]).Sum();
            if (all > 0)
            {
                healthy.Add((parts.Select((part, i) => (part ?? 0) * weights[i]).Sum() / all, parts));
            }
        }

        if (healthy.Count == 0)
        {
            return OracleValue.Nothing;
        }

        return OracleValue.Mean(healthy.ConvertAll(c => c.Value)) with
        {
            Parts = Parts.Select((name, i) => (name, Count: (decimal)healthy.Count(c => c.Parts[i] is not null))).ToDictionary(p => p.name, p => p.Count, StringComparer.Ordinal),
            PartMeans = Parts.Select((name, i) => (name, Of: healthy.Where(c => c.Parts[i] is not null).Select(c => c.Parts[i]!.Value).ToList()))
                .ToDictionary(p => p.name, p => p.Of.Count == 0 ? (decimal?)null : p.Of.Average(), StringComparer.Ordinal),
        };
    }

    private static decimal[] Weights(Settings settings) => [.. Parts.Select((name, i) => settings.HealthWeight(name) ?? Usual[i])];

    /// <summary>All that is known of one customer, in no order.</summary>
    private sealed class Known
    {
        private readonly List<(long At, decimal Value)> _satisfaction = [];
        private readonly List<(long At, decimal Value)> _effort = [];
        private readonly List<(long At, decimal Value)> _sentiment = [];
        private readonly List<Case> _cases = [];
        private readonly List<(long From, long? Until)> _complaints = [];
        private readonly List<long> _contacts = [];

        public static Dictionary<string, Known> Of(TenantModel model)
        {
            var known = new Dictionary<string, Known>(StringComparer.Ordinal);
            foreach (var @case in model.Cases)
            {
                For(@case.Customer)?._cases.Add(@case);
                if (@case.ByCustomer)
                {
                    For(@case.Customer)?._contacts.Add(@case.OpenedAt);
                }

                foreach (var message in @case.Events.Where(e => e.Type is "message.received"))
                {
                    Feel(message, message.Customer);
                }
            }

            foreach (var contact in model.Contacts.Where(c => c.Inbound))
            {
                For(contact.Customer)?._contacts.Add(contact.Start);
            }

            foreach (var complaint in model.Complaints)
            {
                For(complaint.Place.Customer)?._complaints.Add((complaint.Raised.At, complaint.Resolved?.At));
            }

            foreach (var survey in model.Surveys.Answers)
            {
                Feel(survey.Event, survey.Place.Customer);
                if (survey.Score is { } score && For(survey.Place.Customer, survey.Kind is "csat" or "nps" or "ces") is { } of)
                {
                    Judge(of, survey, score);
                }
            }

            return known;

            void Feel(Event said, string? customer)
            {
                if (Sentiment.Of(said) is { } sentiment)
                {
                    For(customer)?._sentiment.Add((said.At, (sentiment + 1) * 50));
                }
            }

            Known? For(string? customer, bool told = true)
            {
                if (customer is null || !told)
                {
                    return null;
                }

                return known.TryGetValue(customer, out var of) ? of : known[customer] = new Known();
            }
        }

        public bool IsKnownAt(long at) =>
            _satisfaction.Concat(_effort).Concat(_sentiment).Select(v => v.At).Concat(_cases.Select(c => c.OpenedAt)).Concat(_complaints.Select(c => c.From)).Concat(_contacts).Any(t => t <= at);

        public decimal?[] At(long at) =>
        [
            Last(_satisfaction, at),
            Last(_effort, at),
            Last(_sentiment, at),
            100 - (25 * Math.Min(4, _cases.Count(c => c.OpenedAt <= at && c.Run.IsOpenBefore(at + 1)))),
            100 - (50 * Math.Min(2, _complaints.Count(c => c.From <= at && !(c.Until <= at)))),
            _contacts.Where(t => t <= at).Select(t => (decimal?)Recency(at - t)).Max(),
        ];

        private static void Judge(Known of, Survey survey, decimal score)
        {
            if (survey.Kind is "ces")
            {
                var (from, to) = survey.Scale.LowEffort(survey.Event.Data)!.Value;
                var highIsEasy = to >= survey.Scale.Max && from > survey.Scale.Min;
                of._effort.Add((survey.Event.At, survey.Scale.ZeroToHundred(highIsEasy ? score : survey.Scale.Min + survey.Scale.Max - score)));
                return;
            }

            of._satisfaction.Add((survey.Event.At, survey.Kind is "nps" ? score * 10 : survey.Scale.ZeroToHundred(score)));
        }

        /// <summary>Of several at one instant the lowest.</summary>
        private static decimal? Last(List<(long At, decimal Value)> values, long at)
        {
            var until = values.FindAll(v => v.At <= at);
            return until.Count == 0 ? null : until.Where(v => v.At == until.Max(u => u.At)).Min(v => v.Value);
        }

        private static decimal Recency(long since) => since <= 7 * Time.Day ? 100 : since <= 30 * Time.Day ? 75 : since <= 90 * Time.Day ? 50 : 25;
    }
}
