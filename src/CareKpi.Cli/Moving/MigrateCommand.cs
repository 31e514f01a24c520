using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CareKpi.Api.Node;
using CareKpi.Cli.Console;
using CareKpi.Engine.Moving;

namespace CareKpi.Cli.Moving;

/// <summary>Moves a tenant, or a whole installation, between SQLite and PostgreSQL, either way.</summary>
internal static class MigrateCommand
{
    private static readonly TimeSpan Tell = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var from = new Option<string?>("--from") { Description = "Data directory of a stopped node, or a PostgreSQL connection string (CAREKPI_FROM)" };
        var to = new Option<string?>("--to") { Description = "The same; where nothing is yet, the stores are made (CAREKPI_TO)" };
        var tenant = new Option<string?>("--tenant") { Description = "One tenant with its keys, users and audit log; people sign in anew" };
        var all = new Option<bool>("--all") { Description = "All tenants and all rows of the installation, into stores that are empty" };
        var discard = new Option<bool>("--discard") { Description = "Remove what an unfinished move left at --to, and move nothing" };
        var json = CommonOptions.Json();
        return new Command("migrate", "Moves a tenant or all between data directories and PostgreSQL, with equal digests; may be run again after whatever cut it short") { from, to, tenant, all, discard, json }.Runs(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(tenant) is null != parsed.GetValue(all))
            {
                throw new CommandException(ExitCodes.Usage, "Say what is moved: --tenant KEY or --all.");
            }

            try
            {
                await using var target = await StorePlace.OpenAsync(Named(parsed.GetValue(to), "CAREKPI_TO", "--to"), isNew: true, cancellationToken);
                if (parsed.GetValue(discard))
                {
                    return await DiscardAsync(target, parsed.GetValue(tenant), parsed.GetValue(json), cancellationToken);
                }

                await using var source = await StorePlace.OpenAsync(Named(parsed.GetValue(from), "CAREKPI_FROM", "--from"), isNew: false, cancellationToken);
                await RefuseImportsAsync(source, parsed.GetValue(tenant), cancellationToken);
                var moving = new Moving(source, target, parsed.GetValue(json));
                return parsed.GetValue(tenant) is { } one ? await moving.OneAsync(one, cancellationToken) : await moving.AllAsync(cancellationToken);
            }
            catch (Exception refused) when (refused is MoveException or InvalidDataException)
            {
                throw new CommandException(ExitCodes.Failed, refused.Message);
            }
        });
    }

    private static string Named(string? given, string variable, string option) =>
        given ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : throw new CommandException(ExitCodes.Usage, $"Give {option} (or {variable}): a data directory or a connection string."));

    private static async Task<int> DiscardAsync(StorePlace target, string? tenant, bool json, CancellationToken cancellationToken)
    {
        var gone = new JsonArray();
        foreach (var key in tenant is null ? await target.TenantsAsync(cancellationToken) : [tenant])
        {
            if (await TenantMove.DiscardAsync(target.Stores, key, cancellationToken))
            {
                if (tenant is not null)
                {
                    await NodeMove.RemoveOfAsync(key, target.Stores.Node, cancellationToken);
                }

                gone.Add(new JsonObject { ["tenant"] = key, ["outcome"] = "discarded" });
            }
        }

        // A tenant that was opened has keys and users among these rows; without one they are what the move left.
        if (tenant is null && await target.TenantsAsync(cancellationToken) is { Count: 0 })
        {
            await NodeMove.RemoveAllAsync(target.Stores.Node, cancellationToken);
        }

        Output.Write(json, gone);
        return ExitCodes.Done;
    }

    private static async Task RefuseImportsAsync(StorePlace source, string? tenant, CancellationToken cancellationToken)
    {
        var importing = await NodeMove.ImportingAsync(source.Stores.Node, cancellationToken);
        if (importing.Where(key => tenant is null || string.Equals(key, tenant, StringComparison.Ordinal)).ToList() is { Count: > 0 } waiting)
        {
            throw new MoveException($"Imports run or wait, and their files are not moved: let the node end them first. They are of: {string.Join(", ", waiting)}.");
        }
    }

    private sealed class Moving(StorePlace source, StorePlace target, bool json)
    {
        private readonly long begun = Stopwatch.GetTimestamp();
        private readonly JsonArray done = [];
        private long told = Stopwatch.GetTimestamp();
        private long bytes;

        public async Task<int> OneAsync(string tenant, CancellationToken cancellationToken)
        {
            var move = new TenantMove(source.Stores, target.Stores, Progress);
            var moved = await move.CopyAsync(tenant, cancellationToken);
            long? rows = moved.WasThere && !await TenantMove.IsUnopenedAsync(target.Stores, tenant, cancellationToken) ? null : await KeysAsync(tenant, cancellationToken);
            await move.OpenAsync(tenant, cancellationToken);
            Add(moved);
            return End(rows);
        }

        public async Task<int> AllAsync(CancellationToken cancellationToken)
        {
            var move = new TenantMove(source.Stores, target.Stores, Progress);
            var tenants = await source.TenantsAsync(cancellationToken);
            var before = await target.TenantsAsync(cancellationToken);
            if (before.Except(tenants, StringComparer.Ordinal).ToList() is { Count: > 0 } others)
            {
                throw new MoveException($"The target has {others.Count} tenants that the source has not: move tenants there one by one, with --tenant.");
            }

            foreach (var tenant in tenants)
            {
                Add(await move.CopyAsync(tenant, cancellationToken));
            }

            // Nobody gets in before all is there: first whole tenants, then keys, then the tenants are opened.
            var rows = await NodeMove.CopyAllAsync(source.Stores.Node, target.Stores.Node, isBegun: before.Count > 0, cancellationToken);
            foreach (var tenant in tenants)
            {
                await move.OpenAsync(tenant, cancellationToken);
            }

            return End(rows);
        }

        private async Task<long> KeysAsync(string tenant, CancellationToken cancellationToken)
        {
            try
            {
                return await NodeMove.CopyOfAsync(tenant, source.Stores.Node, target.Stores.Node, cancellationToken);
            }
            catch (MoveException)
            {
                await TenantMove.DiscardAsync(target.Stores, tenant, cancellationToken);
                throw;
            }
        }

        private void Add(MovedTenant moved)
        {
            bytes += moved.Bytes;
            done.Add(new JsonObject { ["tenant"] = moved.Tenant, ["outcome"] = moved.WasThere ? "was there" : "moved", ["entries"] = moved.Entries, ["rows"] = moved.Rows, ["bytes"] = moved.Bytes, ["digest"] = moved.Digest });
            System.Console.Error.WriteLine(moved.WasThere ? $"{moved.Tenant}: was there" : string.Create(CultureInfo.InvariantCulture, $"{moved.Tenant}: {moved.Entries} entries, {moved.Rows} rows, {moved.Bytes >> 20} MiB, digest {moved.Digest ?? "–"} at both ends"));
        }

        private int End(long? rows)
        {
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done.Count} tenants, {bytes >> 20} MiB in {seconds:0.0} s ({bytes / seconds / (1 << 20):0.0} MiB/s, written and read back), {rows?.ToString(CultureInfo.InvariantCulture) ?? "no"} rows of the installation"));
            if (json)
            {
                Output.Write(json, new JsonObject { ["from"] = source.Name, ["to"] = target.Name, ["tenants"] = done, ["nodeRows"] = rows, ["bytes"] = bytes, ["seconds"] = Math.Round(seconds, 3) });
            }
            else
            {
                Output.Write(json, done);
            }

            return ExitCodes.Done;
        }

        private void Progress(MoveProgress at)
        {
            if (Stopwatch.GetElapsedTime(told) < Tell)
            {
                return;
            }

            told = Stopwatch.GetTimestamp();
            System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at.Tenant}: entry {at.Seq} of {at.LastSeq}, {at.Rows} rows, {at.Bytes >> 20} MiB"));
        }
    }
}
