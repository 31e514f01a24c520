using System.Text.Json;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

/// <summary>A timeline that is encoded and decoded is the same to the field, and encodes to the same bytes.</summary>
public sealed class RoundTripTests
{
    private const int Rounds = 100;

    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    [Fact]
    public void A_dossier_comes_back() => Rounded(static some => some.Dossier(some.Next(30)), static (dossier, row) => dossier.Encode(row), Dossier.Decode, static dossier => (dossier.Entities, dossier.Events));

    [Fact]
    public void A_customer_s_span_comes_back() => Rounded(
        static some =>
        {
            var span = new CustomerSpan();
            for (var i = some.Next(20); i > 0; i--)
            {
                span.Add(some.Mark(), 1);
                span.AddDossiers([((ulong)some.Instant(), some.Next(3) + 1)]);
            }
            return span;
        },
        static (span, row) => span.Encode(row), CustomerSpan.Decode, static span => (span.Marks, span.Dossiers));

    [Fact]
    public void An_agent_s_day_comes_back() => Rounded(
        static some =>
        {
            var day = new AgentDay();
            for (var i = some.Next(20); i > 0; i--)
            {
                day.Add(some.Status(), some.Order);
                var from = some.Instant();
                day.AddHandled(from, from + some.Next(10_000_000), 1);
                day.AddPlan(some.Plan(), 1, some.Order);
            }
            return day;
        },
        static (day, row) => day.Encode(row), AgentDay.Decode, static day => (day.Statuses, day.Handled, day.Plans));

    [Fact]
    public void A_ledger_s_day_comes_back() => Rounded(
        static some =>
        {
            var day = new LedgerDay();
            for (var i = some.Next(20); i > 0; i--)
            {
                day.Add(some.Ledger(), some.Order);
            }
            return day;
        },
        static (day, row) => day.Encode(row), LedgerDay.Decode, static day => day.Events);

    [Fact]
    public void A_profile_comes_back() => Rounded(
        static some =>
        {
            var profile = new Profile();
            for (var i = some.Next(20); i > 0; i--)
            {
                profile.Add(some.Described(), some.Order);
            }
            return profile;
        },
        static (profile, row) => profile.Encode(row), Profile.Decode, static profile => profile.Events);

    [Fact]
    public void A_row_of_an_unknown_format_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Dossier.Decode([9]));
        Assert.Throws<InvalidDataException>(() => CustomerSpan.Decode([9]));
        Assert.Throws<InvalidDataException>(() => AgentDay.Decode([9]));
        Assert.Throws<InvalidDataException>(() => LedgerDay.Decode([9]));
        Assert.Throws<InvalidDataException>(() => Profile.Decode([9]));
    }

    private delegate T Decoder<out T>(ReadOnlySpan<byte> row);

    private static void Rounded<T, TParts>(Func<SomeTimelines, T> make, Action<T, RowWriter> encode, Decoder<T> decode, Func<T, TParts> parts)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var timeline = make(new SomeTimelines(seed));
            var row = new RowWriter();
            encode(timeline, row);
            var decoded = decode(row.Written);
            Assert.Equal(JsonSerializer.Serialize(parts(timeline), Fields), JsonSerializer.Serialize(parts(decoded), Fields));
            var again = new RowWriter();
            encode(decoded, again);
            Assert.Equal(row.ToArray(), again.ToArray());
        }
    }
}
