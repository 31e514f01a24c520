using System.Security.Cryptography;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

public sealed partial class TenantProjection
{
    private const int Page = 2_000;

    /// <summary>SHA-256 over what the store holds: timelines' events, spell and health table, and leaf rows with due facts folded to the latest event time. Each is written with its names, so that interned numbers take no part,
    /// and hashed; the hashes are put in order, so that neither does the order of arrival. To be called right after a checkpoint.</summary>
    public async ValueTask<(string Timelines, string Cells)> DigestAsync(CancellationToken cancellationToken)
    {
        var timelines = new HashList();
        await foreach (var row in RowsAsync(RowKind.Dossier, RowKind.Profile, cancellationToken))
        {
            AddTimeline(StateKey.FromBytes(row.Key), row.Value, timelines);
        }
        await foreach (var row in RowsAsync(RowKind.LedgerDay, RowKind.LedgerDay, cancellationToken))
        {
            AddTimeline(StateKey.FromBytes(row.Key), row.Value, timelines);
        }
        var cells = new HashList();
        await AddSpellsAsync(cells, cancellationToken);
        await AddHealthAsync(cells, cancellationToken);
        await AddFrozenLivesAsync(cells, cancellationToken);
        var folded = await FoldedDueAsync(cells, cancellationToken);
        foreach (var (first, last) in ((RowKind, RowKind)[])[(RowKind.CellAll, RowKind.HourChannel), (RowKind.EventAll, RowKind.EventHourChannel)])
        {
            await foreach (var row in RowsAsync(first, last, cancellationToken))
            {
                var key = CellKey.FromState(StateKey.FromBytes(row.Key));
                var block = new CellBlock(CellKey.KeepsBins(key.Kind));
                block.MergeFrom(row.Value);
                if (folded.Remove(key, out var added))
                {
                    block.Merge(added);
                }
                AddCell(key, block, cells);
            }
        }
        foreach (var (key, block) in folded.Cells)
        {
            AddCell(key, block, cells);
        }
        return (timelines.Digest(), cells.Digest());
    }

    private sealed class HashList
    {
        private readonly List<byte[]> hashes = [];

        public void Add(RowWriter written) => hashes.Add(SHA256.HashData(written.Written));

        public string Digest()
        {
            hashes.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var hash in hashes)
            {
                all.AppendData(hash);
            }
            return Convert.ToHexStringLower(all.GetHashAndReset());
        }
    }

    private async IAsyncEnumerable<StateRow> RowsAsync(RowKind first, RowKind last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(first, last, Page, cancellationToken))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<StateRow>> PagesAsync(RowKind first, RowKind last, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = new StateKey(first, 0, int.MinValue).ToBytes(Generation);
        var to = new StateKey(last + 1, 0, int.MinValue).ToBytes(Generation);
        while (true)
        {
            var page = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(from, to, most)]), cancellationToken)).Ranges[0];
            yield return page;
            if (page.Count < most)
            {
                yield break;
            }
            from = [.. page[^1].Key, 0];
        }
    }

    private void AddTimeline(StateKey key, byte[] row, HashList into)
    {
        switch (key.Kind)
        {
            case RowKind.Dossier when DossierWork.RedirectOf(row) is null:
                var dossier = Dossier.Decode(row);
                foreach (var kept in dossier.Events)
                {
                    Write(dossier, kept);
                    into.Add(writer);
                }
                break;
            case RowKind.AgentDay:
                foreach (var status in AgentDay.Decode(row).Statuses)
                {
                    if (status.HomeDay is null)
                    {
                        Write((int)key.A, status);
                        into.Add(writer);
                    }
                }
                break;
            case RowKind.LedgerDay:
                foreach (var held in LedgerDay.Decode(row).Events)
                {
                    if (held.HomeDay is null)
                    {
                        Write(LedgerWork.KeyOf(key), held);
                        into.Add(writer);
                    }
                }
                break;
            case RowKind.Profile:
                foreach (var described in Kpis.Timelines.Profile.Decode(row).Events)
                {
                    Write(StateKey.High(key.A), StateKey.Low(key.A), described);
                    into.Add(writer);
                }
                break;
        }
    }

    private void Write(Dossier dossier, DossierEvent kept)
    {
        writer.Clear();
        writer.Byte((byte)RowKind.Dossier);
        WriteIdentity(kept.Type, kept.Time, kept.Source, kept.Id, kept.Supersedes, kept.SupersedesTime);
        WriteEntity(dossier, kept.Main);
        WriteEntity(dossier, kept.Case);
        WriteEntity(dossier, kept.Contact);
        WriteEntity(dossier, kept.Into);
        foreach (var name in (ReadOnlySpan<int>)[kept.Customer, kept.Agent, kept.Team, kept.Queue, kept.Topic, kept.Reason])
        {
            writer.Bytes(Names[name]);
        }
        WriteTags(kept.Tags);
        writer.Raw([(byte)kept.Channel, (byte)kept.Priority, (byte)kept.Party, (byte)kept.Direction, (byte)kept.Outcome, (byte)kept.Survey, (byte)kept.Resolved]);
        writer.Int((int)kept.Flags);
        foreach (var number in (ReadOnlySpan<long>)[kept.Number0, kept.Number1, kept.Number2, kept.Number3, kept.Number4, kept.Number5, kept.Sentiment])
        {
            writer.Signed(number);
        }
    }

    private void Write(int agent, in StatusEvent status)
    {
        writer.Clear();
        writer.Byte((byte)RowKind.AgentDay);
        writer.Bytes(Names[agent]);
        WriteIdentity(status.Type, status.Time, status.Source, status.Id, status.Supersedes, status.SupersedesTime);
        writer.Byte((byte)status.State);
        writer.Bytes(Names[status.Team]);
    }

    private void Write(LedgerKey key, in LedgerEvent held)
    {
        writer.Clear();
        writer.Byte((byte)RowKind.LedgerDay);
        writer.Byte((byte)key.Family);
        writer.Bytes(key.Family == LedgerFamily.Cost ? [(byte)key.Name] : Names[key.Name]);
        WriteIdentity(held.Type, held.Time, held.Source, held.Id, held.Supersedes, held.SupersedesTime);
        foreach (var name in (ReadOnlySpan<int>)[held.Customer, held.Team, held.Reason, held.Agent, held.Journey, held.Stage])
        {
            writer.Bytes(Names[name]);
        }
        foreach (var number in (ReadOnlySpan<long>)[held.Amount, held.Margin, held.FromDay, held.ToDay, (long)held.Channel, held.Effort])
        {
            writer.Signed(number);
        }
    }

    private void Write(int kind, int name, in Described described)
    {
        writer.Clear();
        writer.Byte((byte)RowKind.Profile);
        writer.Int(kind);
        writer.Bytes(Names[name]);
        WriteIdentity(described.Type, described.Time, described.Source, described.Id, described.Supersedes, described.SupersedesTime);
        writer.Bytes(described.Name);
        writer.Byte(described.SaysBelongs ? (byte)1 : (byte)0);
        writer.Bytes(Names[described.Belongs]);
        writer.Bytes(Names[described.Segment]);
        writer.Bytes(Names[described.Region]);
        writer.Signed(described.StartedAt);
        writer.Byte(described.StartedAtIsDay ? (byte)1 : (byte)0);
    }

    private void WriteIdentity(EventType type, long time, int source, byte[] id, byte[] supersedes, long supersedesTime)
    {
        writer.Byte((byte)type);
        writer.Signed(time);
        writer.Bytes(Names[source]);
        writer.Bytes(id);
        writer.Bytes(supersedes);
        writer.Signed(supersedesTime);
    }

    private void WriteEntity(Dossier dossier, int place)
    {
        writer.Byte(place < 0 ? (byte)0 : (byte)dossier.Entities[place].Kind);
        writer.Bytes(place < 0 ? [] : dossier.Entities[place].Key);
    }

    /// <summary>In the order of names, not of numbers.</summary>
    private void WriteTags(int[]? tags)
    {
        var pairs = new List<(string Tag, string Value)>();
        for (var i = 0; i < tags?.Length; i += 2)
        {
            pairs.Add((Names.Text(tags[i]), Names.Text(tags[i + 1])));
        }
        pairs.Sort(static (left, right) => string.CompareOrdinal(left.Tag, right.Tag));
        writer.Int(pairs.Count);
        foreach (var (tag, value) in pairs)
        {
            writer.Bytes(System.Text.Encoding.UTF8.GetBytes(tag));
            writer.Bytes(System.Text.Encoding.UTF8.GetBytes(value));
        }
    }

    private void AddCell(CellKey key, CellBlock block, HashList into)
    {
        foreach (var (value, set) in block.Values)
        {
            if (set.IsZero)
            {
                continue;
            }
            writer.Clear();
            writer.Byte((byte)key.Kind);
            writer.Bytes(Names[key.Leaf.Team]);
            writer.Bytes(Names[key.Leaf.Agent]);
            writer.Signed(key.Day);
            WriteValue(key.Kind, value);
            writer.Bytes(set.Encoded());
            into.Add(writer);
        }
    }

    private void WriteValue(RowKind kind, long value)
    {
        switch (kind)
        {
            case RowKind.CellQueue or RowKind.CellTopic or RowKind.CellSegment or RowKind.CellRegion or RowKind.MonthQueue or RowKind.MonthTopic or RowKind.MonthSegment or RowKind.MonthRegion:
                WriteName((int)value);
                break;
            case RowKind.CellTag or RowKind.MonthTag:
                var (tag, name) = DimensionValues.SplitTag(value);
                WriteName(tag);
                WriteName(name);
                break;
            case >= RowKind.EventAll:
                var (own, of) = CellKey.SplitEvent(value);
                WriteName(own);
                writer.Signed(of);
                break;
            default:
                writer.Signed(value);
                break;
        }

        void WriteName(int name) => writer.Bytes(name == DimensionValues.Other ? "\0other"u8 : Names[name]);
    }

    /// <summary>Due facts up to the latest event time, as cells; what is later is written for itself.</summary>
    private async ValueTask<CellDeltas> FoldedDueAsync(HashList later, CancellationToken cancellationToken)
    {
        var folded = new CellDeltas();
        // Of the checkpoint: entries may be applied meanwhile.
        var latest = savedLatest;
        var hoursFrom = HoursFrom(latest);
        await foreach (var row in RowsAsync(RowKind.Due, RowKind.Due, cancellationToken))
        {
            var key = StateKey.FromBytes(row.Key);
            var facts = new DueFacts();
            facts.MergeFrom(row.Value);
            facts.Tell(new Credit(key.B, StateKey.Low(key.A)), (head, amounts, count) =>
            {
                if (head.Instant <= latest)
                {
                    factCells.HoursFrom = hoursFrom;
                    factCells.Add(folded, head, amounts, count);
                    return;
                }
                writer.Clear();
                writer.Byte((byte)RowKind.Due);
                writer.Bytes(Names[head.Credit.Team]);
                writer.Bytes(Names[head.Credit.Agent]);
                writer.Signed(head.Instant);
                writer.Signed(head.RampFrom);
                writer.Raw([(byte)head.Slices.Channel, (byte)head.Slices.Priority]);
                writer.Bytes(Names[head.Slices.Queue]);
                writer.Bytes(Names[head.Slices.Topic]);
                writer.Bytes(Names[head.Slices.Segment]);
                writer.Bytes(Names[head.Slices.Region]);
                WriteTags(head.Slices.Tags);
                WriteAmounts(amounts, count);
                later.Add(writer);
            });
        }
        return folded;
    }

    private void WriteAmounts(Amount[] amounts, int count)
    {
        foreach (var amount in amounts)
        {
            writer.Byte(amount.Measure.Id);
            writer.Signed(amount.Value);
        }
        writer.Signed(count);
    }
}
