namespace CareKpi.Silo.Rounds;

/// <summary>The one that makes rounds of a kind: they are made on the silo that it is on. Key: the kind.</summary>
[Alias("carekpi.round")]
public interface IRoundMaker : IGrainWithStringKey
{
    /// <summary>It is awake, and a reminder wakes it again wherever its silo went.</summary>
    [Alias("wake")]
    Task WakeAsync();
}
