using System.Text.Json;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CareKpi.Kpis.Tests.Settings;

public sealed class SettingsTimelineTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void An_instant_is_judged_by_what_is_valid_then()
    {
        // The scenario threshold-with-valid-from.
        var timeline = Timeline((long.MinValue, """{"serviceLevel":{"thresholds":{"voice":20}}}"""), (1_000, """{"serviceLevel":{"mode":"answeredOnly","thresholds":{"voice":60}}}"""));
        Assert.Equal(20 * Second, timeline.At(999).Threshold(Channel.Voice));
        Assert.Equal(60 * Second, timeline.At(1_000).Threshold(Channel.Voice));
        Assert.Equal(ServiceLevelMode.AnsweredOnly, timeline.At(long.MaxValue).ServiceLevelMode);
        Assert.Equal(60 * Second, timeline.At(5_000).Threshold(Channel.Chat));
        Assert.Equal([long.MinValue, 1_000], timeline.Changes.ToArray());
    }

    [Fact]
    public void Without_changes_the_defaults_hold() => Assert.Same(TenantSettings.Default, SettingsTimeline.Empty.At(0));

    [Fact]
    public void A_change_of_an_earlier_instant_takes_its_place_and_later_ones_stand_on_top()
    {
        var timeline = Timeline((1_000, """{"repeatWindowDays":3}"""), (3_000, """{"serviceLevel":{"thresholds":{"voice":60}}}""")).Add(2_000, Json("""{"repeatWindowDays":14,"serviceLevel":{"thresholds":{"voice":40,"chat":41}}}"""));
        Assert.Equal([7, 3, 14, 14], new long[] { 0, 1_000, 2_000, 3_000 }.Select(at => timeline.At(at).RepeatWindowDays));
        Assert.Equal(40 * Second, timeline.At(2_999).Threshold(Channel.Voice));
        Assert.Equal((60 * Second, 41 * Second), (timeline.At(3_000).Threshold(Channel.Voice), timeline.At(3_000).Threshold(Channel.Chat)));
        Assert.Equal([1_000, 3_000, 2_000], timeline.Given.Select(patch => patch.ValidFrom));
    }

    [Fact]
    public void Of_two_changes_of_one_instant_the_one_given_last_is_on_top()
    {
        var timeline = Timeline((1_000, """{"repeatWindowDays":3,"weekStart":"sun"}"""), (1_000, """{"repeatWindowDays":4}"""));
        Assert.Equal((4, DayOfWeek.Sunday), (timeline.At(1_000).RepeatWindowDays, timeline.At(1_000).WeekStart));
        Assert.Equal(2, timeline.Changes.Length);
    }

    [Fact]
    public void Tag_dimensions_hold_from_the_beginning_by_whichever_change_was_given_last()
    {
        var timeline = Timeline((5_000, """{"tagDimensions":["product"]}"""));
        Assert.Equal(["product"], timeline.At(0).TagDimensions);
        timeline = timeline.Add(1_000, Json("""{"tagDimensions":["plan"],"repeatWindowDays":3}"""));
        foreach (var at in (long[])[0, 1_000, 5_000]) Assert.Equal(["plan"], timeline.At(at).TagDimensions);
        Assert.Equal(7, timeline.At(0).RepeatWindowDays);
        timeline = timeline.Add(9_000, Json("""{"tagDimensions":null}"""));
        foreach (var at in (long[])[0, 1_000, 5_000, 9_000]) Assert.Empty(timeline.At(at).TagDimensions);
    }

    [Fact]
    public void The_longest_repeat_window_between_two_instants()
    {
        var timeline = Timeline((1_000, """{"repeatWindowDays":30}"""), (2_000, """{"repeatWindowDays":3}"""));
        Assert.Equal((7, 30, 30, 30, 3), (Days(0, 999), Days(0, 1_000), Days(1_500, 1_600), Days(1_999, 9_000), Days(2_000, 9_000)));

        long Days(long from, long to) => timeline.MaxRepeatWindow(from, to) / ZoneCalendar.MicrosPerDay;
    }

    [Fact]
    public void A_change_that_breaks_what_stands_on_top_of_it_is_refused()
    {
        var timeline = Timeline((1_000, """{"businessHours":{"hours":{"mon":[["09:00","18:00"]]}}}"""), (3_000, """{"businessHours":{"holidays":["2026-01-01"]}}"""));
        var error = Assert.Throws<SettingsException>(() => timeline.Add(2_000, Json("""{"businessHours":null}""")));
        Assert.Equal("businessHours.hours", error.Path);
    }

    [Theory]
    [InlineData("""{"health":{"score":"nps"}}""")]
    [InlineData("""{"health":{"weights":{"effort":"much"}}}""")]
    [InlineData("""{"health":{"weights":{"satisfaction":0,"effort":0,"sentiment":0,"openCases":0,"complaints":0,"recency":0}}}""")]
    public void Health_of_an_earlier_version_says_nothing_and_is_mended_by_a_patch(string kept)
    {
        var timeline = Timeline((1_000, """{"repeatWindowDays":3}"""), (2_000, kept), (3_000, """{"weekStart":"sun"}"""));
        Assert.Equal((3, DayOfWeek.Sunday, HealthWeights.Default), (timeline.At(3_000).RepeatWindowDays, timeline.At(3_000).WeekStart, timeline.At(3_000).HealthWeights));
        Assert.Equal("{}", timeline.At(3_000).Document("health").GetRawText());
        Assert.Equal(4, timeline.Add(4_000, Json("""{"repeatWindowDays":4}""")).At(4_000).RepeatWindowDays);
        Assert.Equal(HealthWeights.Default with { Effort = 5 }, timeline.Add(4_000, Json("""{"health":{"weights":{"effort":5}}}""")).At(4_000).HealthWeights);
        Assert.Throws<SettingsException>(() => timeline.Add(4_000, Json(kept)));
    }

    [Fact]
    public void Weights_that_leave_nothing_with_those_before_are_refused()
    {
        var timeline = Timeline((1_000, """{"health":{"weights":{"satisfaction":0,"effort":0,"sentiment":0,"openCases":0,"complaints":0}}}"""));
        Assert.Equal("health.weights", Assert.Throws<SettingsException>(() => timeline.Add(2_000, Json("""{"health":{"weights":{"recency":0}}}"""))).Path);
    }

    [Theory]
    [InlineData("""{"serviceLevel":{"mode":"answeredOnly","thresholds":{"voice":20.0}},"discountRate":0.2}""", true)]
    [InlineData("""{"repeatWindowDays":7,"slaPolicies":[],"tagDimensions":[]}""", true)]
    [InlineData("""{"repeatWindowDays":8}""", false)]
    [InlineData("""{"serviceLevel":{"thresholds":{"web":20}}}""", false)]
    [InlineData("""{"tagDimensions":["plan"]}""", false)]
    public void A_change_that_says_what_holds_already_needs_no_rebuild(string patch, bool alike)
    {
        var timeline = Timeline((1_000, """{"weekStart":"sun"}"""));
        Assert.Equal(alike, timeline.Add(2_000, Json(patch)).JudgesLike(timeline));
        Assert.Equal(alike, timeline.JudgesLike(timeline.Add(2_000, Json(patch))));
    }

    [Fact]
    public void Every_instant_agrees_with_merging_one_patch_after_the_other() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(
            (from at in Gen.Choose(0, 5) from days in Gen.Choose(1, 9) from voice in Gen.Choose(0, 3) select ((long)at, $"{{\"repeatWindowDays\":{Text(days)},\"serviceLevel\":{{\"thresholds\":{{\"voice\":{(voice == 0 ? "null" : Text(voice))}}}}}}}")).ListOf().ToArbitrary(),
            given =>
            {
                var timeline = Timeline([.. given]);
                return Enumerable.Range(-1, 8).All(at =>
                {
                    var expected = given.Where(patch => patch.Item1 <= at).OrderBy(patch => patch.Item1).Aggregate(TenantSettings.Default, (settings, patch) => settings.With(Json(patch.Item2)));
                    return string.Equals(expected.Json.GetRawText(), timeline.At(at).Json.GetRawText(), StringComparison.Ordinal);
                });
            }));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static SettingsTimeline Timeline(params (long ValidFrom, string Patch)[] given) => new(given.Select(patch => new SettingsPatch(patch.ValidFrom, Json(patch.Patch))));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
