using CareKpi.Cli.Console;
using CareKpi.Engine.Moving;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Cli.Moving;

/// <summary>An installation's stores by where they are: a data directory, which no server may use meanwhile, or a PostgreSQL connection string.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly IAsyncDisposable opened;

    private StorePlace(string name, MoveStores stores, IAsyncDisposable opened) => (Name, Stores, this.opened) = (name, stores, opened);

    /// <summary>Without user or password.</summary>
    public string Name { get; }

    public MoveStores Stores { get; }

    public static async Task<StorePlace> OpenAsync(string place, bool isNew, CancellationToken cancellationToken)
    {
        if (place.Contains('=', StringComparison.Ordinal) && !Directory.Exists(place))
        {
            var database = await PostgresDatabase.OpenAsync(place, Patience, System.Console.Error.WriteLine, cancellationToken);
            return new(database.Name, new(database.Log, database.State, database.Node, IsShared: true), database);
        }

        if (!isNew && !File.Exists(Path.Combine(place, "log.db")))
        {
            throw new CommandException(ExitCodes.Usage, $"{place} is no data directory (it has no log.db), nor a connection string such as Host=db;Database=carekpi;Username=carekpi;Password=….");
        }

        var data = DataDirectory.Open(place);
        return new(data.Path, new(data.Log, data.State, data.Node, IsShared: false), data);
    }

    public async Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken)
    {
        var all = new List<string>();
        while (await Stores.Log.TenantsAsync(all.Count == 0 ? null : all[^1], 1_000, cancellationToken) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    public ValueTask DisposeAsync() => opened.DisposeAsync();
}
