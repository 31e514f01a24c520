namespace CareKpi.Engine.Log;

/// <summary>An entry of the log that a later version of CareKpi wrote.</summary>
public sealed class LaterVersionException(byte kind, byte version)
    : Exception($"an entry of kind {kind} version {version}, which this version of CareKpi does not know");
