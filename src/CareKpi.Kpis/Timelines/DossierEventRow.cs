using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>An event of a dossier as bytes: a bit for each part that is there, then the parts. An id that equals the key of its entity is not written again.</summary>
internal static class DossierEventRow
{
    [Flags]
    private enum Parts : ulong
    {
        IdIsKey = 1, Supersedes = 2, SupersedesTime = 4, Case = 8, Contact = 16, Into = 32, Customer = 64, Agent = 128, Team = 256, Queue = 512, Topic = 1024,
        Tags = 2048, Channel = 4096, Priority = 8192, Party = 16384, Direction = 1 << 15, Outcome = 1 << 16, Survey = 1 << 17, Resolved = 1 << 18, Flags = 1 << 19,
        Number0 = 1 << 20, Number1 = 1 << 21, Number2 = 1 << 22, Number3 = 1 << 23, Number4 = 1 << 24, Number5 = 1 << 25, Sentiment = 1 << 26,
        Reason = 1UL << 40,
    }

    public static void Write(RowWriter row, in DossierEvent kept, List<Entity> entities, long before)
    {
        var parts = PartsOf(kept, entities);
        row.Byte((byte)kept.Type);
        row.Unsigned((ulong)parts);
        row.Signed(kept.Time - before);
        row.Int(kept.Source);
        row.Int(kept.Main);
        if ((parts & Parts.IdIsKey) == 0)
        {
            row.Bytes(kept.Id);
        }
        if (kept.Supersedes.Length > 0)
        {
            row.Bytes(kept.Supersedes);
        }
        if ((parts & Parts.SupersedesTime) != 0)
        {
            row.Signed(kept.SupersedesTime);
        }
        Number(row, parts, Parts.Case, kept.Case);
        Number(row, parts, Parts.Contact, kept.Contact);
        Number(row, parts, Parts.Into, kept.Into);
        Number(row, parts, Parts.Customer, kept.Customer);
        Number(row, parts, Parts.Agent, kept.Agent);
        Number(row, parts, Parts.Team, kept.Team);
        Number(row, parts, Parts.Queue, kept.Queue);
        Number(row, parts, Parts.Topic, kept.Topic);
        if (kept.Tags is { } tags)
        {
            row.Int(tags.Length);
            foreach (var tag in tags)
            {
                row.Int(tag);
            }
        }
        Number(row, parts, Parts.Channel, (int)kept.Channel);
        Number(row, parts, Parts.Priority, (int)kept.Priority);
        Number(row, parts, Parts.Party, (int)kept.Party);
        Number(row, parts, Parts.Direction, (int)kept.Direction);
        Number(row, parts, Parts.Outcome, (int)kept.Outcome);
        Number(row, parts, Parts.Survey, (int)kept.Survey);
        Number(row, parts, Parts.Resolved, (int)kept.Resolved);
        Number(row, parts, Parts.Flags, (int)kept.Flags);
        Number(row, parts, Parts.Number0, kept.Number0);
        Number(row, parts, Parts.Number1, kept.Number1);
        Number(row, parts, Parts.Number2, kept.Number2);
        Number(row, parts, Parts.Number3, kept.Number3);
        Number(row, parts, Parts.Number4, kept.Number4);
        Number(row, parts, Parts.Number5, kept.Number5);
        Number(row, parts, Parts.Reason, kept.Reason);
        Number(row, parts, Parts.Sentiment, kept.Sentiment);
    }

    public static DossierEvent Read(ref RowReader row, List<Entity> entities, long before)
    {
        var type = (EventType)row.Byte();
        var parts = (Parts)row.Unsigned();
        var time = before + row.Signed();
        var source = row.Int();
        var main = row.Int();
        var read = new DossierEvent
        {
            Type = type,
            Time = time,
            Source = source,
            Main = main,
            Id = (parts & Parts.IdIsKey) != 0 ? entities[main].Key : row.Bytes().ToArray(),
            Supersedes = (parts & Parts.Supersedes) != 0 ? row.Bytes().ToArray() : [],
            SupersedesTime = (parts & Parts.SupersedesTime) != 0 ? row.Signed() : CareEvent.None,
            Case = (int)Number(ref row, parts, Parts.Case, -1),
            Contact = (int)Number(ref row, parts, Parts.Contact, -1),
            Into = (int)Number(ref row, parts, Parts.Into, -1),
            Customer = (int)Number(ref row, parts, Parts.Customer),
            Agent = (int)Number(ref row, parts, Parts.Agent),
            Team = (int)Number(ref row, parts, Parts.Team),
            Queue = (int)Number(ref row, parts, Parts.Queue),
            Topic = (int)Number(ref row, parts, Parts.Topic),
        };
        if ((parts & Parts.Tags) != 0)
        {
            read.Tags = new int[row.Int()];
            for (var i = 0; i < read.Tags.Length; i++)
            {
                read.Tags[i] = row.Int();
            }
        }
        read.Channel = (Channel)Number(ref row, parts, Parts.Channel);
        read.Priority = (Priority)Number(ref row, parts, Parts.Priority);
        read.Party = (Party)Number(ref row, parts, Parts.Party);
        read.Direction = (ContactDirection)Number(ref row, parts, Parts.Direction);
        read.Outcome = (ContactOutcome)Number(ref row, parts, Parts.Outcome);
        read.Survey = (SurveyKind)Number(ref row, parts, Parts.Survey);
        read.Resolved = (Answer)Number(ref row, parts, Parts.Resolved);
        read.Flags = (DossierFlags)Number(ref row, parts, Parts.Flags);
        read.Number0 = Number(ref row, parts, Parts.Number0);
        read.Number1 = Number(ref row, parts, Parts.Number1);
        read.Number2 = Number(ref row, parts, Parts.Number2);
        read.Number3 = Number(ref row, parts, Parts.Number3);
        read.Number4 = Number(ref row, parts, Parts.Number4);
        read.Number5 = Number(ref row, parts, Parts.Number5);
        read.Reason = (int)Number(ref row, parts, Parts.Reason);
        read.Sentiment = Number(ref row, parts, Parts.Sentiment);
        return read;
    }

    private static Parts PartsOf(in DossierEvent kept, List<Entity> entities)
    {
        Parts parts = 0;
        Given(Parts.IdIsKey, kept.Id.AsSpan().SequenceEqual(entities[kept.Main].Key));
        Given(Parts.Supersedes, kept.Supersedes.Length > 0);
        Given(Parts.SupersedesTime, kept.SupersedesTime != CareEvent.None);
        Given(Parts.Case, kept.Case >= 0);
        Given(Parts.Contact, kept.Contact >= 0);
        Given(Parts.Into, kept.Into >= 0);
        Given(Parts.Customer, kept.Customer != 0);
        Given(Parts.Agent, kept.Agent != 0);
        Given(Parts.Team, kept.Team != 0);
        Given(Parts.Queue, kept.Queue != 0);
        Given(Parts.Topic, kept.Topic != 0);
        Given(Parts.Tags, kept.Tags is not null);
        Given(Parts.Channel, kept.Channel != 0);
        Given(Parts.Priority, kept.Priority != 0);
        Given(Parts.Party, kept.Party != 0);
        Given(Parts.Direction, kept.Direction != 0);
        Given(Parts.Outcome, kept.Outcome != 0);
        Given(Parts.Survey, kept.Survey != 0);
        Given(Parts.Resolved, kept.Resolved != 0);
        Given(Parts.Flags, kept.Flags != 0);
        Given(Parts.Number0, kept.Number0 != 0);
        Given(Parts.Number1, kept.Number1 != 0);
        Given(Parts.Number2, kept.Number2 != 0);
        Given(Parts.Number3, kept.Number3 != 0);
        Given(Parts.Number4, kept.Number4 != 0);
        Given(Parts.Number5, kept.Number5 != 0);
        Given(Parts.Reason, kept.Reason != 0);
        Given(Parts.Sentiment, kept.Sentiment != 0);
        return parts;

        void Given(Parts part, bool isGiven) => parts |= isGiven ? part : 0;
    }

    private static void Number(RowWriter row, Parts parts, Parts part, long value)
    {
        if ((parts & part) != 0)
        {
            row.Signed(value);
        }
    }

    private static long Number(ref RowReader row, Parts parts, Parts part, long absent = 0) => (parts & part) != 0 ? row.Signed() : absent;
}
