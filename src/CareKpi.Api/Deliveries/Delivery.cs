namespace CareKpi.Api.Deliveries;

/// <summary>Each has a queue and a loop of its own: what keeps one waiting keeps no other.</summary>
internal enum Lane : byte { Webhook, Mail }

/// <summary>Something on its way out, or, with <see cref="Failed"/>, something that did not get there. Stored: fields are only ever added.</summary>
internal sealed record Delivery(string Id, string Tenant, int Attempts)
{
    /// <summary>Of an alert: its rule, itself, and what is posted.</summary>
    public string? Rule { get; init; }

    public string? Alert { get; init; }

    public string? Body { get; init; }

    /// <summary>Of a report: the report, the delivery that this is a part of, and which part.</summary>
    public string? Report { get; init; }

    public string? Sending { get; init; }

    public int Part { get; init; }

    /// <summary>The address of a mail; null: it is posted.</summary>
    public string? To { get; init; }

    /// <summary>When it was made. null: by an earlier version.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    public DateTimeOffset? Failed { get; init; }

    /// <summary>What became of the last attempt: a status, or what went wrong.</summary>
    public string? Error { get; init; }

    internal Lane Lane => To is null ? Lane.Webhook : Lane.Mail;
}
