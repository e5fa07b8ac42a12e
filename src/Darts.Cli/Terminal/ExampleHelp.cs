using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Darts.Cli.Commands;

namespace Darts.Cli.Terminal;

/// <summary><c>--help</c> with the command's examples below the options.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>A mistake elsewhere on the line must not hide the help that was asked for.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Puts examples into the help of every command of <paramref name="root"/>.</summary>
    public static void AddTo(RootCommand root)
    {
        // The help option is one object, inherited by every command.
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not DartsCommand command)
            return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in command.Examples)
            output.WriteLine($"  {example}");
        output.WriteLine();
        return code;
    }
}
