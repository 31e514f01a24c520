using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Which timelines an event belongs to.</summary>
public sealed partial class TenantProjection
{
    /// <summary>The rows of the entities that events name; one that several name comes several times.</summary>
    private List<StateKey> EntitiesOf(IReadOnlyList<EventsToApply> entries)
    {
        var entities = new List<StateKey>();
        foreach (var entry in entries)
        {
            foreach (var index in entry.Taken)
            {
                AddEntities(entities, entry.Batch, entry.Batch.Events[index]);
            }
        }
        return entities;
    }

    private void AddEntities(List<StateKey> entities, EventBatch batch, in CareEvent read)
    {
        if (!ProjectedEvent.IsOfDossier(read))
        {
            return;
        }
        foreach (var (field, kind) in EntityFields.All)
        {
            if (read.Has(field) && (field != TextField.Case || NamesCase(read)))
            {
                entities.Add(DossierWork.KeyOf(hash.Of((byte)kind, batch[read[field]])));
            }
        }
    }

    private void Route(EventsToApply entry, int index, DossierWork dossiers, AgentWork agents, LedgerWork ledger, ProfileWork profiles)
    {
        var batch = entry.Batch;
        ref readonly var read = ref batch.Events[index];
        if (ProjectedEvent.IsOfDossier(read))
        {
            var main = new Entity(EntityFields.KindOf(read.Key)!.Value, batch[read[read.Key]].ToArray());
            var named = new NamedEntities(main, NamesCase(read) ? Key(batch, read, TextField.Case) : null, Key(batch, read, TextField.Contact), Key(batch, read, TextField.Into));
            dossiers.Add(entry.Seq, index, ProjectedEvent.ForDossier(batch, read, Names), named);
            return;
        }
        if (ProjectedEvent.LedgerKeyOf(batch, read, Names) is { } key)
        {
            var kept = ProjectedEvent.ForLedger(batch, read, Names);
            ledger.Add(key, kept);
            if (read.Type == EventType.EventWithdrawn && key.Family == LedgerFamily.Revenue)
            {
                ledger.Add(key with { Family = LedgerFamily.Touchpoint }, kept);
            }
        }
        switch (read.Type)
        {
            case EventType.AgentStatus:
                agents.Add(Names.Intern(batch[read[TextField.Agent]]), ProjectedEvent.ForAgentDay(batch, read, Names));
                break;
            case EventType.AgentDescribed:
                Profile(TextField.Agent, read, batch, profiles);
                break;
            case EventType.TeamDescribed:
                Profile(TextField.Team, read, batch, profiles);
                break;
            case EventType.CustomerDescribed:
                Profile(TextField.Customer, read, batch, profiles);
                break;
            case EventType.EventWithdrawn when read.Key == TextField.Agent:
                agents.Add(Names.Intern(batch[read[TextField.Agent]]), ProjectedEvent.ForAgentDay(batch, read, Names));
                Profile(TextField.Agent, read, batch, profiles);
                break;
            case EventType.EventWithdrawn when read.Key is TextField.Team or TextField.Customer:
                Profile(read.Key, read, batch, profiles);
                break;
        }
    }

    /// <summary>Who waits is told by the contact alone: its case needs no other row for it.</summary>
    private static bool NamesCase(in CareEvent read) => read.Type != EventType.ContactQueued;

    private static byte[]? Key(EventBatch batch, in CareEvent read, TextField field) => read.Has(field) ? batch[read[field]].ToArray() : null;

    private void Profile(TextField field, in CareEvent read, EventBatch batch, ProfileWork profiles)
    {
        var type = field switch
        {
            TextField.Agent => EventType.AgentDescribed,
            TextField.Team => EventType.TeamDescribed,
            _ => EventType.CustomerDescribed,
        };
        profiles.Add(type, Names.Intern(batch[read[field]]), ProjectedEvent.ForProfile(batch, read, Names));
    }

    internal static StateKey ProfileKey(EventType type, int name) => new(RowKind.Profile, StateKey.Pair((int)type, name), 0);
}
