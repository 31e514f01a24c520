namespace CareKpi.Testing.Stores;

/// <summary>A database server in memory: what it was sent, and whose answer nobody waits for any more, may still be done, until whoever sent it ends it. Another process's is never ended by anybody.</summary>
public sealed class MemoryServer(Random random)
{
    private readonly List<Sent> sent = [];

    /// <summary>Transactions that took effect after their caller was gone.</summary>
    public int Late { get; private set; }

    /// <summary>A moment passes: of what is in doubt, each is done, or rolled back, or neither yet. <paramref name="all"/>: nothing stays in doubt.</summary>
    public void Pass(bool all = false)
    {
        foreach (var transaction in sent.FindAll(static transaction => transaction.IsInDoubt))
        {
            var dice = random.Next(all ? 2 : 6);
            if (dice < 2)
            {
                End(transaction, dice == 0);
            }
        }
    }

    internal Sent Send(object owner, Action commit)
    {
        var transaction = new Sent(owner, commit);
        sent.Add(transaction);
        return transaction;
    }

    /// <summary>What its caller waits for.</summary>
    internal void Commit(Sent transaction)
    {
        sent.Remove(transaction);
        transaction.Commit();
    }

    /// <summary>The caller's process is gone.</summary>
    internal void Leave(object owner) => sent.FindAll(transaction => transaction.Owner == owner).ForEach(static transaction => transaction.IsInDoubt = true);

    /// <summary>What of a caller is in doubt is not, afterwards.</summary>
    internal void End(object owner) => sent.FindAll(transaction => transaction.Owner == owner && transaction.IsInDoubt).ForEach(transaction => End(transaction, random.Next(2) == 0));

    private void End(Sent transaction, bool isDone)
    {
        sent.Remove(transaction);
        if (isDone)
        {
            Late++;
            transaction.Commit();
        }
    }

    internal sealed class Sent(object owner, Action commit)
    {
        public object Owner => owner;

        public Action Commit => commit;

        /// <summary>Nobody waits for its answer any more.</summary>
        public bool IsInDoubt { get; set; }
    }
}
