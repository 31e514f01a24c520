using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Hosting;

/// <summary>Failures that say nothing about what was asked: whoever asked comes again. On every host they are one message.</summary>
internal static class Unanswered
{
    public static bool Is(Exception exception) => exception is StoreException or OperationCanceledException;

    /// <summary>Waiting does not help.</summary>
    private const string Damaged = "A file of this node's stores is damaged; nothing was acknowledged. Its operator has to mend that, the node's log says how: send the same again then.";

    public static UnavailableException Of(Exception exception) =>
        new("the stores do not answer, or the grain fell asleep; send the same again", TimeSpan.FromSeconds(1), exception) { Remedy = exception is StoreException { Fault: StoreFault.Corrupt } ? Damaged : null };
}
