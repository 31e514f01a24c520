using System.Runtime.InteropServices;
using System.Text;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>Decides, before the log and once for all, what of a batch is taken: not what was seen, not what names too many agents or teams; and which new values dimensions admit.</summary>
internal sealed class Admission(EntityHash hash, SeenIds seen, EngineLimits limits)
{
    private const byte IdKind = 100;

    private readonly HashSet<string> pendingAgents = new(StringComparer.Ordinal);
    private readonly HashSet<string> pendingTeams = new(StringComparer.Ordinal);
    private readonly HashSet<AdmittedValue> pendingValues = [];
    private readonly Dictionary<(Dimensions Dimension, string Tag), int> pendingCounts = [];

    /// <summary>Events before it are refused.</summary>
    public long Horizon { get; set; } = CareEvent.None;

    /// <summary>Of the events that may be taken.</summary>
    public HashSet<int> DaysOf(EventBatch batch)
    {
        var days = new HashSet<int>();
        foreach (ref readonly var read in batch.Events)
        {
            if (read.Time >= Horizon)
            {
                days.Add(AgentDay.Of(read.Time));
            }
        }
        return days;
    }

    public ulong IdOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id, int day) => hash.Of(IdKind, source, id, day);

    public Admitted Admit(EventBatch batch, long seq, TenantProjection projection)
    {
        var admitted = new Admitted([], [], []);
        for (var i = 0; i < batch.Count; i++)
        {
            ref readonly var read = ref batch.Events[i];
            if (read.Time < Horizon)
            {
                admitted.Rejections.Add(new Rejection(read.Index, Encoding.UTF8.GetString(batch[read.Id]), RejectionCodes.TooOld, "time", "is before the tenant's retention horizon"));
                continue;
            }
            var day = AgentDay.Of(read.Time);
            var id = IdOf(batch[read.Source], batch[read.Id], day);
            if (seen.Contains(day, id))
            {
                admitted.Duplicates++;
            }
            else if (TooMany(batch, read, projection) is { } field)
            {
                admitted.Rejections.Add(TooManyScopes(batch, read, field));
            }
            else
            {
                seen.Add(seq, day, id);
                admitted.Taken.Add(i);
                AdmitValues(batch, read, projection, admitted.Values);
            }
        }
        return admitted;
    }

    /// <summary>An entry is applied: what it brought is in the projection now, and counts there.</summary>
    public void Applied(IReadOnlyList<AdmittedValue> values, TenantProjection projection, bool isIdle)
    {
        DropKnown(pendingAgents, projection.Directory.Agents, projection);
        DropKnown(pendingTeams, projection.Directory.Teams, projection);
        foreach (var value in values)
        {
            if (pendingValues.Remove(value) && --Pending(value) == 0)
            {
                pendingCounts.Remove((value.Dimension, value.Tag));
            }
        }
        if (isIdle)
        {
            // Also those of an entry that was set aside.
            pendingAgents.Clear();
            pendingTeams.Clear();
        }
    }

    private static void DropKnown(HashSet<string> pending, HashSet<int> known, TenantProjection projection)
    {
        if (pending.Count > 0)
        {
            pending.RemoveWhere(name => known.Contains(projection.Names.Find(name)));
        }
    }

    /// <summary>Ids of events that are in the log already.</summary>
    public void Restore(EventsToApply entry)
    {
        foreach (var index in entry.Taken)
        {
            ref readonly var read = ref entry.Batch.Events[index];
            if (read.Time < Horizon)
            {
                continue;
            }
            var day = AgentDay.Of(read.Time);
            seen.Add(entry.Seq, day, IdOf(entry.Batch[read.Source], entry.Batch[read.Id], day));
        }
    }

    private Rejection TooManyScopes(EventBatch batch, in CareEvent read, string field)
    {
        var most = field.EndsWith("agent", StringComparison.Ordinal) ? $"{limits.MaxAgents} agents" : $"{limits.MaxTeams} teams";
        return new Rejection(read.Index, Encoding.UTF8.GetString(batch[read.Id]), "too_many_scopes", field, $"the tenant has {most} already; use the keys of existing ones, or ask the operator to raise the limit");
    }

    private string? TooMany(EventBatch batch, in CareEvent read, TenantProjection projection)
    {
        var agents = projection.Directory.Agents.Count;
        var teams = projection.Directory.Teams.Count;
        return IsNewBeyond(batch, read[TextField.Agent], projection.Directory.Agents, pendingAgents, agents, limits.MaxAgents, projection) ? "data.agent"
            : IsNewBeyond(batch, read[TextField.FromAgent], projection.Directory.Agents, pendingAgents, agents, limits.MaxAgents, projection) ? "data.from.agent"
            : IsNewBeyond(batch, read[TextField.Team], projection.Directory.Teams, pendingTeams, teams, limits.MaxTeams, projection) ? "data.team"
            : IsNewBeyond(batch, read[TextField.FromTeam], projection.Directory.Teams, pendingTeams, teams, limits.MaxTeams, projection) ? "data.from.team"
            : read.Type == EventType.TeamDescribed && IsNewBeyond(batch, read[TextField.Parent], projection.Directory.Teams, pendingTeams, teams, limits.MaxTeams, projection) ? "data.parent"
            : null;
    }

    private static bool IsNewBeyond(EventBatch batch, TextRef text, HashSet<int> known, HashSet<string> pending, int count, int most, TenantProjection projection)
    {
        if (!text.IsPresent || known.Contains(projection.Names.Find(batch[text])))
        {
            return false;
        }
        var name = Encoding.UTF8.GetString(batch[text]);
        if (pending.Contains(name))
        {
            return false;
        }
        if (count + pending.Count >= most)
        {
            return true;
        }
        pending.Add(name);
        return false;
    }

    private void AdmitValues(EventBatch batch, in CareEvent read, TenantProjection projection, List<AdmittedValue> values)
    {
        AdmitValue(batch, Dimensions.Queue, default, read[TextField.Queue], projection, values);
        AdmitValue(batch, Dimensions.Topic, default, read[TextField.Topic], projection, values);
        AdmitValue(batch, Dimensions.Segment, default, read[TextField.Segment], projection, values);
        AdmitValue(batch, Dimensions.Region, default, read[TextField.Region], projection, values);
        if (read.Type == EventType.CustomRecorded)
        {
            AdmitValue(batch, Dimensions.Event, default, read[TextField.Name], projection, values);
        }
        foreach (var (tag, value) in batch.TagsOf(in read))
        {
            AdmitValue(batch, Dimensions.Tag, tag, value, projection, values);
        }
    }

    private void AdmitValue(EventBatch batch, Dimensions dimension, TextRef tag, TextRef text, TenantProjection projection, List<AdmittedValue> values)
    {
        if (!text.IsPresent)
        {
            return;
        }
        var tagName = projection.Names.Find(batch[tag]);
        var name = projection.Names.Find(batch[text]);
        if ((name != 0 && projection.Dimensions.Has(dimension, tagName, name)) || !projection.Dimensions.HasRoom(dimension, tagName, 0))
        {
            return;
        }
        var value = new AdmittedValue(dimension, Encoding.UTF8.GetString(batch[tag]), Encoding.UTF8.GetString(batch[text]));
        if (!pendingValues.Contains(value) && projection.Dimensions.HasRoom(dimension, tagName, pendingCounts.GetValueOrDefault((dimension, value.Tag))))
        {
            pendingValues.Add(value);
            Pending(value)++;
            values.Add(value);
        }
    }

    /// <summary>How many values of the same dimension are on their way.</summary>
    private ref int Pending(in AdmittedValue value) => ref CollectionsMarshal.GetValueRefOrAddDefault(pendingCounts, (value.Dimension, value.Tag), out _);
}

internal sealed record Admitted(List<int> Taken, List<AdmittedValue> Values, List<Rejection> Rejections)
{
    public int Duplicates { get; set; }
}
