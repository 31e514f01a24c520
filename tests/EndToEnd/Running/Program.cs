using System.Collections.Concurrent;
using System.Diagnostics;

namespace CareKpi.EndToEnd.Running;

/// <summary>A process of a test: its output is read as it comes, and it does not outlive the test.</summary>
internal sealed class Program : IAsyncDisposable
{
    private const int MaxLines = 2_000;
    private readonly Process process = new();
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Action<string>? onLine;

    public Program(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string? directory = null, Action<string>? onLine = null)
    {
        this.onLine = onLine;
        process.StartInfo = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = directory ?? Checkout.Root,
        };
        // Of what runs the tests nothing is handed on that would change a node.
        foreach (var name in process.StartInfo.Environment.Keys.Where(IsOurs).ToArray())
        {
            process.StartInfo.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Everything written so far, both streams.</summary>
    public string Output => string.Join('\n', lines);

    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>A signal by name, such as TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ctrl-C at a terminal: SIGINT to the process and all that it started.</summary>
    public async Task InterruptGroupAsync()
    {
        using var family = Process.Start(new ProcessStartInfo("ps", ["-eo", "pid=,ppid="]) { RedirectStandardOutput = true, UseShellExecute = false }) ?? throw new InvalidOperationException("there is no ps");
        var parents = (await family.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToLookup(static pair => pair[1], static pair => pair[0], StringComparer.Ordinal);
        var all = new List<string> { process.Id.ToString(CultureInfo.InvariantCulture) };
        for (var at = 0; at < all.Count; at++)
        {
            all.AddRange(parents[all[at]]);
        }

        using var kill = Process.Start("kill", ["-INT", .. all]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> EndedAsync(TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException running)
        {
            throw new TimeoutException($"{process.StartInfo.FileName} has not ended after {deadline.TotalSeconds} s:\n{Output}", running);
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static bool IsOurs(string name) => name.StartsWith("CareKpi", StringComparison.OrdinalIgnoreCase) || name is "ASPNETCORE_URLS" or "PORT" or "DATA" or "DEMO";

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (lines.Count > MaxLines)
        {
            lines.TryDequeue(out _);
        }

        onLine?.Invoke(line);
    }
}
