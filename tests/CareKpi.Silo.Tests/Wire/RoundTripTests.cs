using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Hosting;
using CareKpi.Silo.Wire;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Xunit;

namespace CareKpi.Silo.Tests.Wire;

/// <summary>What one silo writes another reads, to the last field.</summary>
public class RoundTripTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer(static serializer => serializer.AddAssembly(typeof(ITenantWriter).Assembly)).AddCareKpiWireForTests().BuildServiceProvider();
    private static readonly Serializer Serializer = Services.GetRequiredService<Serializer>();

    /// <summary>Enums and generic types travel as parts of others.</summary>
    public static TheoryData<Type> Messages() => [.. Reached.Messages.Where(static type => !type.IsEnum && !type.IsGenericType)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_comes_as_it_was_sent(Type message) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var sent = new Anything(seed).Of(message);
        var came = Serializer.Deserialize<object?>(Serializer.SerializeToArray<object?>(sent));
        Assert.Null(Anything.Difference(sent, came, message.Name));
    }).QuickCheckThrowOnFailure();

    /// <summary>In lists, too, whatever kind of list the sender made.</summary>
    [Fact]
    public void A_message_holds_whatever_list_it_was_made_with()
    {
        IReadOnlyList<string> kpis = ["nps", "csat"];
        var sent = new RanksLike(kpis).Request;
        var came = Serializer.Deserialize<ReadRequest>(Serializer.SerializeToArray(sent));
        Assert.Null(Anything.Difference(sent, came, "request"));
        Assert.Equal([null, new Kpis.Benchmarks.Rank(1, 2, 3)], Serializer.Deserialize<List<Kpis.Benchmarks.Rank?>>(Serializer.SerializeToArray<List<Kpis.Benchmarks.Rank?>>([null, new Kpis.Benchmarks.Rank(1, 2, 3)])));
    }

    private sealed record RanksLike(IReadOnlyList<string> Kpis)
    {
        public ReadRequest Request => new(new ScopeRef(Level.Team, "t"), new PeriodChoice(null, PeriodPreset.Today)) { Kpis = Kpis };
    }

    [Fact]
    public void A_refusal_says_what_it_said()
    {
        Assert.Equal(("busy", TimeSpan.FromSeconds(3), null), Sent(new UnavailableException("busy", TimeSpan.FromSeconds(3)), static e => (e.Message, e.RetryAfter, e.Remedy)));
        Assert.Equal("upgrade", Sent(new UnavailableException("later", TimeSpan.FromMinutes(1)) { Remedy = "upgrade" }, static e => e.Remedy));
        Assert.Equal(("bad_period", "no", "period"), Sent(new ReadProblemException("bad_period", "no", "period"), static e => (e.Code, e.Message, e.Field)));
        Assert.Equal(("a.b: wrong", "a.b", "wrong"), Sent(new SettingsException("a.b", "wrong"), static e => (e.Message, e.Path, e.Problem)));
        Assert.Equal(("there is no tenant 't'", "t"), Sent(new TenantNotFoundException("t"), static e => (e.Message, e.Tenant)));
        Assert.Equal(("no", "formula", 3, 4), Sent(new DefinitionException("no", "formula") { Position = 3, Length = 4 }, static e => (e.Message, e.Field, e.Position, e.Length)));
        Assert.Equal("moved", Sent(new WriterMovedException("moved"), static e => e.Message));
    }

    [Fact]
    public void Events_are_parsed_again_as_they_were_sent()
    {
        var batch = EventBatch.Rent();
        var body = """[{"specversion":"1.0","id":"a","source":"税\u0041","type":"care.case.opened","time":"2026-03-02T09:00:00Z","data":{"case":"k1","customer":"ana","channel":"email","openedBy":"customer"}}, {"id":"no"}, {"specversion":"1.0","id":"b","source":"s","type":"care.case.opened","time":"2026-03-02T10:00:00Z","data":{"case":"k2","customer":"ana","channel":"email","openedBy":"customer"}}]""";
        Assert.True(EventParser.Parse(Encoding.UTF8.GetBytes(body), BodyForm.Array, new ParseContext("t", long.MaxValue / 2), batch).IsOk);
        Assert.Equal(2, batch.Count);
        var sent = new EventsOnWire(batch);
        var came = Serializer.Deserialize<EventsOnWire>(Serializer.SerializeToArray(sent))!;
        Assert.True(sent.WasWritten);
        Assert.Null(came.Batch);
        // Passed on once more, as by a silo that the tenant has just left.
        var again = Serializer.Deserialize<EventsOnWire>(Serializer.SerializeToArray(came))!.Parse("t");
        Assert.Equal([0, 2], Enumerable.Range(0, again.Count).Select(at => again.Events[at].Index));
        Assert.Equal(["税A", "s"], Enumerable.Range(0, again.Count).Select(at => Encoding.UTF8.GetString(again[again.Events[at].Source])));
    }

    private static TResult Sent<TException, TResult>(TException refusal, Func<TException, TResult> look)
        where TException : Exception => look(Assert.IsType<TException>(Serializer.Deserialize<Exception>(Serializer.SerializeToArray<Exception>(refusal))));
}

internal static class WireForTests
{
    public static IServiceCollection AddCareKpiWireForTests(this IServiceCollection services)
    {
        services.AddCareKpiWire();
        return services;
    }
}
