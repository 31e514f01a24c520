namespace CareKpi.Engine.Stores;

/// <summary>For writes after whose failure nothing has to be read first: whoever asked asks again, and finds a store that takes it.</summary>
public static class Reopening
{
    /// <summary>After a failure the store is opened anew before it is told. One that is still ill stays closed to writes: the next one fails, and opens it again.</summary>
    public static async ValueTask<T> OrReopenAsync<T>(this ValueTask<T> write, Func<CancellationToken, ValueTask> reopen)
    {
        try
        {
            return await write;
        }
        catch (StoreException)
        {
            await TryAsync(reopen);
            throw;
        }
    }

    public static async ValueTask OrReopenAsync(this ValueTask write, Func<CancellationToken, ValueTask> reopen) => await DoneAsync(write).OrReopenAsync(reopen);

    private static async ValueTask<bool> DoneAsync(ValueTask write)
    {
        await write;
        return true;
    }

    private static async ValueTask TryAsync(Func<CancellationToken, ValueTask> reopen)
    {
        try
        {
            await reopen(CancellationToken.None);
        }
        catch (StoreException)
        {
            // Told by the write.
        }
    }
}
