using System.CommandLine;
using System.CommandLine.Invocation;
using Darts.Cli.Commands;
using Darts.Cli.Commands.Export;
using Darts.Cli.Terminal;

namespace Darts.Cli;

/// <summary>The command tree and the one place where a command line becomes an exit code.</summary>
internal static class DartsCommandLine
{
    /// <summary>Builds the tree; every command of the tool is in this list.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Searches neural architectures by gradient descent (DARTS) and compiles them into .NET networks.")
        {
            new RunCommand(),
            new SearchCommand(),
            new TrainCommand(),
            new TestCommand(),
            new PredictCommand(),
            new GenerateCommand(),
            new InspectCommand(),
            new RenderCommand(),
            new ConvertCommand(),
            new ExportCommand(),
            new DiffCommand(),
            new FmtCommand(),
            new ValidateCommand(),
            new WeightsCommand(),
            new TextCommand(),
            new GitCommand(),
        };
        ExampleHelp.AddTo(root);
        return root;
    }

    /// <summary>Parses and runs; never throws.</summary>
    /// <param name="args">The words after <c>darts</c>.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
            return ErrorReport.Usage(parsed);
        // Ctrl-C and exceptions are ours to answer (Interruption, ErrorReport): the library would end a search before its checkpoint is written.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
    }
}
