using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>What a tenant or an operator asks about the tenant itself.</summary>
public sealed partial class IntakeGrain
{
    public async Task<Digests> DigestAsync()
    {
        _ = Record;
        await ClaimAsync();
        await applying;
        return await AtCheckpointAsync(async () =>
        {
            var position = Projection.Saved;
            var (timelines, cells) = await Projection.DigestAsync(stopping.Token);
            return new Digests(DigestOf(timelines, cells), timelines, cells, await SeenDigestAsync(), position);
        });
    }

    internal static string DigestOf(string timelines, string cells) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(timelines + cells)));

    public Task<QualityReport> QualityAsync()
    {
        _ = Record;
        var sources = new List<SourceQuality>();
        foreach (var (source, count) in Projection.Head.Sources)
        {
            var name = Projection.Names.Text(source);
            var minutes = Math.Max(1, (services.Now - count.LastArrivalAt) / 60e6);
            sources.Add(new SourceQuality(name, count.Events, duplicatesBySource.GetValueOrDefault(name), count.LastEventAt, count.LastArrivalAt, count.Events / minutes));
        }
        sources.Sort(static (left, right) => string.CompareOrdinal(left.Source, right.Source));
        var findings = Projection.Findings.Where(pair => pair.Value.Count != 0).OrderBy(pair => pair.Key)
            .Select(pair => new QualityCount(CodeOf(pair.Key), pair.Value.Count, [.. pair.Value.Samples.Select(TextOf)])).ToList();
        return Task.FromResult(new QualityReport(sources, [], findings, [.. Projection.Head.SetAside]) { Horizon = Record.Horizon });
    }

    public Task<ScopePage> ScopesAsync(ScopeQuery query) => query.Level == Level.Customer ? CustomersAsync(query) : Task.FromResult(Page(query));

    public Task<TeamMembers> MembersAsync(IReadOnlyList<string> teams)
    {
        ThrowIfBroken();
        _ = Record;
        var read = Projection;
        var endOfToday = read.Calendar.StartOf(read.Calendar.DayOf(NowFor(read)) + 1);
        var below = read.Directory.Tree.WithDescendants(teams.Select(read.Names.Find).Where(read.Directory.Teams.Contains));
        var agents = read.Directory.Agents.Where(agent => below.Contains(read.Directory.TeamOf(agent, endOfToday)));
        return Task.FromResult(new TeamMembers([.. below.Select(read.Names.Text)], [.. agents.Select(read.Names.Text)]));
    }

    /// <summary>Type, source, id and UTC day of an event; or the customer and the day. Nothing of what an event says.</summary>
    private string TextOf(Witness sample)
    {
        var day = ZoneCalendar.DateOf(AgentDay.Of(sample.Time)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = Projection.Names.Text(sample.Name);
        return sample.Type == EventType.Foreign ? $"customer {name} {day}" : $"{EventTypes.Name(sample.Type)} {name} {Encoding.UTF8.GetString(sample.Id)} {day}";
    }

    private static string CodeOf(Finding finding) => JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.ToString());

    /// <summary>Of what the horizon keeps, however far the job is that removes the rest.</summary>
    private async Task<string> SeenDigestAsync()
    {
        var first = Record.Horizon is { } horizon ? AgentDay.Of(horizon) : int.MinValue;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = new byte[8];
        await foreach (var (day, ids) in Seen.AllAsync(stopping.Token))
        {
            if (day < first)
            {
                continue;
            }
            BinaryPrimitives.WriteInt64BigEndian(number, day);
            hash.AppendData(number);
            foreach (var id in ids)
            {
                BinaryPrimitives.WriteUInt64BigEndian(number, id);
                hash.AppendData(number);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ScopePage Page(ScopeQuery query)
    {
        var read = Projection;
        var endOfToday = read.Calendar.StartOf(read.Calendar.DayOf(NowFor(read)) + 1);
        var names = query.Level == Level.Team ? read.Directory.Teams : read.Directory.Agents;
        var team = query.Team is null ? 0 : read.Names.Find(query.Team);
        var among = query.Among?.ToHashSet(StringComparer.Ordinal);
        var found = names.Where(name => among is null || among.Contains(read.Names.Text(name))).Where(name => query.Team is null || (team != 0 && read.Directory.TeamOf(name, endOfToday) == team)).Select(name => Info(query.Level, name, read))
            .Where(info => IsFound(info, query.Search)).OrderBy(info => info.Key, StringComparer.Ordinal).ToList();
        var from = query.After is null ? 0 : found.FindIndex(info => string.CompareOrdinal(info.Key, query.After) > 0) is >= 0 and var at ? at : found.Count;
        return new ScopePage(found.GetRange(from, Math.Min(query.First, found.Count - from)), found.Count, from + query.First < found.Count, from > 0);
    }

    private async Task<ScopePage> CustomersAsync(ScopeQuery query)
    {
        var read = Projection;
        var sorted = read.Directory.SortedCustomers();
        var from = query.After is null ? 0 : After(sorted, query.After, read.Names);
        var found = new List<ScopeInfo>();
        var at = from;
        for (; at < sorted.Count && found.Count < query.First; at++)
        {
            var key = read.Names.Text(sorted[at]);
            var info = await InfoAsync(new ScopeRef(Level.Customer, key), sorted[at], read);
            if (IsFound(info, query.Search))
            {
                found.Add(info);
            }
        }
        return new ScopePage(found, null, at < sorted.Count, from > 0);
    }

    private static int After(IReadOnlyList<int> sorted, string key, NameTable names)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var low = 0;
        var high = sorted.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (names[sorted[middle]].SequenceCompareTo(bytes) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static bool IsFound(ScopeInfo info, string? search) =>
        string.IsNullOrEmpty(search) || info.Key.Contains(search, StringComparison.OrdinalIgnoreCase) || info.Name.Contains(search, StringComparison.OrdinalIgnoreCase);
}
