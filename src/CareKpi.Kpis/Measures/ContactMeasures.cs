namespace CareKpi.Kpis.Measures;

/// <summary>Ids 20–49: queues, handling, volume.</summary>
public static class ContactMeasures
{
    /// <summary>Inbound contacts by outcome.</summary>
    public static readonly Measure InboundAnswered = Measure.Sum(20, "inbound.answered");
    public static readonly Measure InboundAbandoned = Measure.Sum(21, "inbound.abandoned");
    public static readonly Measure InboundCallback = Measure.Sum(22, "inbound.callback");
    /// <summary>Abandoned within the channel's short-abandon limit.</summary>
    public static readonly Measure ShortAbandoned = Measure.Sum(23, "inbound.abandoned_short");
    /// <summary>Queue wait of inbound answered contacts.</summary>
    public static readonly Measure WaitAnswered = Measure.Sketch(24, "wait.answered");
    public static readonly Measure WaitAbandoned = Measure.Sketch(25, "wait.abandoned");
    /// <summary>On channels with a threshold: a, A, b, B and s of the service-level modes.</summary>
    public static readonly Measure JudgedAnsweredInTime = Measure.Sum(26, "service_level.answered_in_time");
    public static readonly Measure JudgedAnswered = Measure.Sum(27, "service_level.answered");
    public static readonly Measure JudgedAbandonedInTime = Measure.Sum(28, "service_level.abandoned_in_time");
    public static readonly Measure JudgedAbandoned = Measure.Sum(29, "service_level.abandoned");
    public static readonly Measure JudgedShortAbandoned = Measure.Sum(30, "service_level.abandoned_short");
    /// <summary>Inbound contacts whose resolution is known, and those resolved.</summary>
    public static readonly Measure ResolutionKnown = Measure.Sum(31, "resolution.known");
    public static readonly Measure ResolutionResolved = Measure.Sum(32, "resolution.resolved");
    /// <summary>talk + hold + wrap of contacts handled.</summary>
    public static readonly Measure HandleTime = Measure.Sketch(33, "handle_time");
    public static readonly Measure HandledTransferred = Measure.Sum(34, "handled.transferred");
    /// <summary>Contacts, and cases that no contact names.</summary>
    public static readonly Measure Volume = Measure.Sum(35, "contacts.volume");
    public static readonly Measure Handled = Measure.Sum(36, "contacts.handled");
}
