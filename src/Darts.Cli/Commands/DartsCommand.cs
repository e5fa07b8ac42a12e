using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;

namespace Darts.Cli.Commands;

/// <summary>The shape of every command: a paragraph, examples, options, and one method that does the work.</summary>
internal abstract class DartsCommand : Command
{
    /// <param name="name">The word after <c>darts</c>.</param>
    /// <param name="description">One paragraph: what goes in, what comes out.</param>
    /// <param name="examples">Two or three whole command lines for <c>--help</c>.</param>
    protected DartsCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
        Options.Add(CommonOptions.Json);
        SetAction((parsed, _) => InvokeAsync(parsed));
    }

    /// <summary>Whether the command computes with tensors, and so needs the native libtorch.</summary>
    protected virtual bool UsesTensors(ParseResult parsed) => Options.Contains(CommonOptions.Device);

    /// <summary>Whole command lines for <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Does the work; throws <see cref="Darts.Networks.DartsException"/> for what the user can put right.</summary>
    protected abstract Task ExecuteAsync(ParseResult parsed, CommandContext context);

    private async Task<int> InvokeAsync(ParseResult parsed)
    {
        using var interruption = new Interruption();
        var context = new CommandContext(Output.Create(parsed.GetValue(CommonOptions.Json)), interruption.Token);
        try
        {
            if (UsesTensors(parsed))
                await LibTorch.FindAsync(parsed.GetValue(CommonOptions.Project), context).ConfigureAwait(false);
            await ExecuteAsync(parsed, context).ConfigureAwait(false);
            return context.HasFound ? ExitCode.Found : ExitCode.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ErrorReport.Interrupted(context.GoOnWith);
        }
        catch (Exception e)
        {
            return ErrorReport.Failure(e);
        }
    }
}
