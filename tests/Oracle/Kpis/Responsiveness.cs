using Oracle.Model;

namespace Oracle.Kpis;

internal static class Responsiveness
{
    public static readonly Row[] Rows =
    [
        new("first_response_time", "TMAC", Slices.All, Waits.Nothing, q => ResponseTimes.First(q, business: false)),
        new("first_response_time.business", "TMAC", Slices.All, Waits.Nothing, q => ResponseTimes.First(q, business: true)),
        new("average_response_time", "TMAC", Slices.All, Waits.Nothing, q => ResponseTimes.Average(q, business: false)),
        new("average_response_time.business", "TMAC", Slices.All, Waits.Nothing, q => ResponseTimes.Average(q, business: true)),
        new("average_speed_of_answer", "TMA", Slices.All, Waits.Nothing, Queue.SpeedOfAnswer),
        new("average_wait_time", "TM", Slices.All, Waits.Nothing, Queue.WaitTime),
        new("service_level", "TM", Slices.All, Waits.Nothing, q => ServiceLevel.Of(q, q.Model.Settings.At(q.Now).ServiceLevelMode)),
        .. ServiceLevel.Modes.Select(mode => new Row($"service_level.{mode}", "TM", Slices.All, Waits.Nothing, q => ServiceLevel.Of(q, mode))),
        new("answer_rate", "TM", Slices.All, Waits.Nothing, Queue.AnswerRate),
        new("abandonment_rate", "TM", Slices.All, Waits.Nothing, Queue.AbandonmentRate),
        new("average_time_to_abandon", "TM", Slices.All, Waits.Nothing, Queue.TimeToAbandon),
        new("sla_compliance", "TMAC", Slices.All, Waits.Nothing, q => SlaCompliance.Of(q, null)),
        new("sla_first_response", "TMA", Slices.All, Waits.Nothing, q => SlaCompliance.Of(q, SlaClock.FirstResponse)),
        new("sla_next_response", "TMA", Slices.All, Waits.Nothing, q => SlaCompliance.Of(q, SlaClock.NextResponse)),
        new("sla_resolution", "TMA", Slices.All, Waits.Nothing, q => SlaCompliance.Of(q, SlaClock.Resolution)),
        new("sla_availability", "T", Slices.None, Waits.Nothing, Availability.Of),
    ];
}
