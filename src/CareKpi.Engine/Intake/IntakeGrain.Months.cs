using System.Globalization;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Intake;

/// <summary>Months whose figures stand as they were when somebody closed them.</summary>
public sealed partial class IntakeGrain
{
    /// <summary>A log entry is no larger than this.</summary>
    private const int MaxClosing = 12 << 20;

    private ClosedMonths closed = new(default!);

    public Task<IReadOnlyList<ClosedMonth>> MonthsAsync()
    {
        _ = Record;
        return Task.FromResult(closed.All);
    }

    /// <summary>The figures are in the log: nothing that comes later changes them.</summary>
    public Task<ClosedMonth> CloseMonthAsync(MonthClosing closing) => InOrderAsync(async () =>
    {
        ThrowIfClosed();
        if (closed.Has(closing.Month.Month))
        {
            throw new ReadProblemException("BAD_INPUT", string.Create(CultureInfo.InvariantCulture, $"{closing.Month.Month:yyyy-MM} is closed already; to close it with the figures of today, open it first (DELETE)"), "month");
        }
        var content = ClosedMonths.Encode(closing);
        if (content.Length > MaxClosing)
        {
            throw new ReadProblemException("TOO_COSTLY", "the month has more figures than one entry of the log may hold", "month");
        }
        await ClaimAsync();
        await AppliedAsync(LogEntryKind.MonthClosed, LogEntry.OfBytes(LogEntryKind.MonthClosed, content));
        return closing.Month;
    });

    /// <summary>False: it was not closed.</summary>
    public Task<bool> ReopenMonthAsync(DateOnly month) => InOrderAsync(async () =>
    {
        _ = Record;
        ThrowIfClosed();
        if (!closed.Has(month))
        {
            return false;
        }
        await ClaimAsync();
        await AppliedAsync(LogEntryKind.MonthReopened, LogEntry.OfBytes(LogEntryKind.MonthReopened, BitConverter.GetBytes(month.DayNumber)));
        return true;
    });

    /// <summary>What a scope had in those of the months that are closed.</summary>
    public async Task<IReadOnlyList<ClosedFigures>> ClosedAsync(ScopeRef scope, IReadOnlyList<DateOnly> months)
    {
        var found = new List<ClosedFigures>();
        foreach (var month in months)
        {
            while (closed.KeyOf(month, scope, out var row) is { } key)
            {
                var closing = closed.ClosedBy(month);
                row ??= (await services.State.ReadAsync(tenant, new StateQuery([ClosedMonths.KeyBytes(key)], []), stopping.Token)).Values[0];
                // Opened meanwhile, or closed anew: the row is of figures that stand no longer.
                if (closed.ClosedBy(month) == closing)
                {
                    found.Add(closed.FiguresOf(month, scope, row)!);
                    break;
                }
            }
        }
        return found;
    }

    private async Task ApplyMonthAsync(long seq, LogEntryKind kind, ReadOnlyMemory<byte> payload)
    {
        if (kind == LogEntryKind.MonthClosed)
        {
            closed.Close(seq, payload[2..]);
            return;
        }
        var month = DateOnly.FromDayNumber(BitConverter.ToInt32(payload.Span[2..]));
        var stored = await services.State.ReadAsync(tenant, new StateQuery([], [ClosedMonths.ScopesOf(month)]), stopping.Token);
        closed.Reopen(month, stored.Ranges[0].Select(static row => row.Key));
    }

    private async Task LoadMonthsAsync()
    {
        closed = new ClosedMonths(Record.Hash());
        closed.Restore((await services.State.ReadAsync(tenant, new StateQuery([], [ClosedMonths.Heads]), stopping.Token)).Ranges[0]);
    }
}
