using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Settings;

/// <summary>The words of settings in JSON and what they stand for, in the order in which they are written.</summary>
internal static class SettingsWords
{
    public static readonly (string Word, Channel Value)[] Channels =
    [
        ("voice", Channel.Voice), ("chat", Channel.Chat), ("email", Channel.Email), ("messaging", Channel.Messaging), ("social", Channel.Social),
        ("web", Channel.Web), ("bot", Channel.Bot), ("video", Channel.Video), ("in_person", Channel.InPerson), ("other", Channel.Other),
    ];

    public static readonly (string Word, Priority Value)[] Priorities =
        [("low", Priority.Low), ("normal", Priority.Normal), ("high", Priority.High), ("urgent", Priority.Urgent)];

    public static readonly (string Word, ServiceLevelMode Value)[] Modes =
    [
        ("answeredAndAbandonedInTime", ServiceLevelMode.AnsweredAndAbandonedInTime), ("answeredOnly", ServiceLevelMode.AnsweredOnly), ("allOffered", ServiceLevelMode.AllOffered),
        ("excludeAbandonedInTime", ServiceLevelMode.ExcludeAbandonedInTime), ("shortAsMet", ServiceLevelMode.ShortAsMet), ("excludeShort", ServiceLevelMode.ExcludeShort),
    ];

    /// <summary>Monday first, as in <see cref="Time.BusinessHours"/>.</summary>
    public static readonly (string Word, DayOfWeek Value)[] Weekdays =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday), ("fri", DayOfWeek.Friday),
        ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    /// <summary>True: business.</summary>
    public static readonly (string Word, bool Value)[] Clocks = [("calendar", false), ("business", true)];

    public static string Of<T>((string Word, T Value)[] words, T value) => Array.Find(words, word => EqualityComparer<T>.Default.Equals(word.Value, value)).Word;
}
