namespace CareKpi.Storage;

/// <summary>Versions of what rows say, whichever store holds them. The numbers are part of the stored format: never given to anything else.</summary>
internal static class StoredFormats
{
    public const int Log = 1;

    /// <summary>2: a seen id says which entry has it.</summary>
    public const int State = 2;

    public const int Node = 1;
}
