using System.CommandLine;
using CareKpi.Engine.Stores;

namespace CareKpi.Cli.Console;

/// <summary>What the shell is told.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    /// <summary>The node refused or did not answer.</summary>
    public const int Failed = 1;
    /// <summary>Wrong use, or a file that cannot be read.</summary>
    public const int Usage = 2;
    /// <summary>Done, but some rows or events were refused.</summary>
    public const int Partly = 3;
    public const int Interrupted = 130;
}

/// <summary>Ends a command with a sentence and an exit code.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

internal static class WrongUse
{
    public static async Task<int> AnswerAsync(ParseResult parsed)
    {
        await parsed.InvokeAsync();
        return ExitCodes.Usage;
    }
}

internal static class Commands
{
    /// <summary>Runs the command; what goes wrong becomes a line on stderr and an exit code.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await run(parsed, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Interrupted;
            }
            catch (CommandException error)
            {
                await System.Console.Error.WriteLineAsync(error.Message);
                return error.ExitCode;
            }
            catch (StoreException error)
            {
                await System.Console.Error.WriteLineAsync(error.Message);
                return ExitCodes.Failed;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await System.Console.Error.WriteLineAsync(error.Message);
                return ExitCodes.Usage;
            }
            catch (HttpRequestException error)
            {
                await System.Console.Error.WriteLineAsync($"The node does not answer: {error.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }
}
