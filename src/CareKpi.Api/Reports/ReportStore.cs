using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;

namespace CareKpi.Api.Reports;

/// <summary>When reports are looked at, which periods were sent, and what became of it. Rows of the node.</summary>
internal sealed class ReportStore(NodeState state) : ITenantRows
{
    private const string Looks = "report-look/";

    /// <summary>All attempts take a day; the rest is for a node that was down. What of it waits then is not sent any more (docs/reports.md).</summary>
    private static readonly TimeSpan ContentLives = TimeSpan.FromDays(14);

    /// <summary>Of one report; older ones fall out.</summary>
    internal const int Kept = 30;

    /// <summary>Reports to look at by now, those that are due longest first: the row's key, its instant, tenant and report.</summary>
    public async Task<IReadOnlyList<(string Key, DateTimeOffset Look, string Tenant, string Report)>> DueAsync(DateTimeOffset now, int first, CancellationToken cancellationToken)
    {
        var rows = await state.RangeAsync(Looks, $"{Looks}{Text(now)}/~", first, cancellationToken);
        return [.. rows.Select(static row => row.Key.Split('/')).Select(static parts => (string.Join('/', parts), new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture), TimeSpan.Zero), parts[2], parts[3]))];
    }

    /// <summary>null: there is no such report.</summary>
    public async Task<ReportRowOf?> RowAsync(string tenant, string report, CancellationToken cancellationToken) => Read(await state.GetAsync(Row(tenant, report), cancellationToken), NodeJson.Default.ReportRowOf);

    /// <summary>An earlier plan is forgotten when its time comes.</summary>
    public Task PlanAsync(string tenant, string report, ReportRowOf row, CancellationToken cancellationToken) =>
        state.AloneAsync(Plan(tenant), stop => WriteAsync(tenant, report, row, stop), cancellationToken);

    /// <summary>After a look at a plan: the instant of the next one; null: there is no report. False: it was planned anew meanwhile, and that holds.</summary>
    public Task<bool> LookedAsync(string key, DateTimeOffset look, string tenant, string report, DateTimeOffset? next, CancellationToken cancellationToken) => state.AloneAsync(Plan(tenant), async stop =>
    {
        var row = await RowAsync(tenant, report, stop);
        var isSame = row?.Look == look;
        if (isSame && next is { } at)
        {
            await WriteAsync(tenant, report, row! with { Look = at }, stop);
        }

        if (!isSame || next != look)
        {
            await state.WriteAsync([(key, null)], stop);
        }

        return isSame;
    }, cancellationToken);

    public async Task<ReportClaim?> ClaimAsync(string tenant, string report, CancellationToken cancellationToken) => Read(await state.GetAsync(Claim(tenant, report), cancellationToken), NodeJson.Default.ReportClaim);

    /// <summary>The claim, what is sent and what waits to be sent are durable together, or none of them.</summary>
    public async Task AddAsync(string tenant, string report, ReportClaim? claim, ReportSending sending, ReportContent? content, IReadOnlyList<Delivery> parts, CancellationToken cancellationToken)
    {
        var rows = new List<(string, byte[]?)> { ($"{Sent(tenant, report)}{Backwards(sending.At)}-{sending.Id}", Bytes(sending, NodeJson.Default.ReportSending)) };
        if (claim is not null)
        {
            rows.Add((Claim(tenant, report), Bytes(claim, NodeJson.Default.ReportClaim)));
        }

        if (content is not null)
        {
            rows.Add((Content(tenant, sending.Id), Bytes(content, NodeJson.Default.ReportContent)));
            rows.Add(Expiry.Of(Content(tenant, sending.Id), sending.At + ContentLives));
        }

        await state.WriteAsync([.. rows, .. parts.Select(DeliveryQueue.Row)], cancellationToken);
        await ForgetSendingsAsync(tenant, report, Kept, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ReportSending>> SendingsAsync(string tenant, string report, int first, CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Sent(tenant, report), cancellationToken, most: first)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.ReportSending)!)];

    /// <summary>Parts of which something is known.</summary>
    public async Task<IReadOnlyList<ReportPart>> PartsAsync(string tenant, string sending, CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Parts(tenant, sending), cancellationToken)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.ReportPart)!)];

    public async Task<ReportPart?> PartAsync(Delivery part, CancellationToken cancellationToken) => Read(await state.GetAsync(Part(part), cancellationToken), NodeJson.Default.ReportPart);

    public static (string Key, byte[]? Value) Noted(Delivery part, ReportPart outcome) => (Part(part), Bytes(outcome, NodeJson.Default.ReportPart));

    /// <summary>null: it was too long ago.</summary>
    public async Task<ReportContent?> ContentAsync(string tenant, string sending, CancellationToken cancellationToken) => Read(await state.GetAsync(Content(tenant, sending), cancellationToken), NodeJson.Default.ReportContent);

    /// <summary>Everything of a report that is removed; its plan goes when its time comes.</summary>
    public async Task ForgetReportAsync(string tenant, string report, CancellationToken cancellationToken)
    {
        await state.WriteAsync([(Row(tenant, report), null), (Claim(tenant, report), null)], cancellationToken);
        await ForgetSendingsAsync(tenant, report, 0, cancellationToken);
    }

    /// <summary>What was sent of a report, and what waits to be sent.</summary>
    public Task ForgetSentAsync(string tenant, string report, CancellationToken cancellationToken) => ForgetSendingsAsync(tenant, report, 0, cancellationToken);

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        await state.RemoveWhereAsync(Looks, value => value.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(tenant)), cancellationToken);
        var contents = await state.ScanAsync(Content(tenant, ""), cancellationToken);
        foreach (var prefix in (string[])[Row(tenant, ""), Claim(tenant, ""), $"report-sent/{tenant}/", $"report-part/{tenant}/", Content(tenant, "")])
        {
            await state.RemoveAllAsync(prefix, cancellationToken);
        }

        // Their notes of when they expire: by the hour in which they were made.
        await state.WriteAsync([.. contents.SelectMany(row => NotesOf(row.Key, JsonSerializer.Deserialize(row.Value, NodeJson.Default.ReportContent)!.At))], cancellationToken);
    }

    private async Task WriteAsync(string tenant, string report, ReportRowOf row, CancellationToken cancellationToken) => await state.WriteAsync(
        [(Row(tenant, report), Bytes(row, NodeJson.Default.ReportRowOf)), (Look(tenant, report, row.Look), Encoding.UTF8.GetBytes(tenant))], cancellationToken);

    private async Task ForgetSendingsAsync(string tenant, string report, int kept, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in (await state.ScanAsync(Sent(tenant, report), cancellationToken)).Skip(kept))
        {
            var sending = JsonSerializer.Deserialize(value, NodeJson.Default.ReportSending)!;
            await state.RemoveAllAsync(Parts(tenant, sending.Id), cancellationToken);
            await state.WriteAsync([(key, null), (Content(tenant, sending.Id), null), .. NotesOf(Content(tenant, sending.Id), sending.At)], cancellationToken);
        }
    }

    private static (string Key, byte[]? Value)[] NotesOf(string content, DateTimeOffset at) => [(Expiry.Of(content, at + ContentLives).Key, null)];

    private static T? Read<T>(byte[]? row, JsonTypeInfo<T> type) where T : class => row is null ? null : JsonSerializer.Deserialize(row, type);

    private static byte[] Bytes<T>(T row, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(row, type);

    // A plan is written after it was read, by the round and by who changes the report.
    private static string Plan(string tenant) => $"reports/{tenant}";

    private static string Row(string tenant, string report) => $"report/{tenant}/{report}";

    private static string Look(string tenant, string report, DateTimeOffset at) => $"{Looks}{Text(at)}/{tenant}/{report}";

    private static string Claim(string tenant, string report) => $"report-claim/{tenant}/{report}";

    private static string Sent(string tenant, string report) => $"report-sent/{tenant}/{report}/";

    private static string Parts(string tenant, string sending) => $"report-part/{tenant}/{sending}/";

    private static string Part(Delivery part) => string.Create(CultureInfo.InvariantCulture, $"{Parts(part.Tenant, part.Sending!)}{part.Part:D2}");

    private static string Content(string tenant, string sending) => $"report-content/{tenant}/{sending}";

    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Backwards(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
