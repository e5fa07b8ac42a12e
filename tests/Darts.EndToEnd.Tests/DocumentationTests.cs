using System.CommandLine;
using System.CommandLine.Parsing;
using Darts.Cli;
using Darts.Cli.Commands;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

public sealed class DocumentationTests
{
    public static TheoryData<string> Pages => [.. ((string[])["docs", "src", "generators"])
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)).Append(Path.Combine(Repository.Root, "README.md"))
        .Select(page => Path.GetRelativePath(Repository.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_line_of_a_page_is_one_the_tool_understands(string page)
    {
        var mistakes = CommandLines(File.ReadAllLines(Path.Combine(Repository.Root, page))).SelectMany(Mistakes);
        Assert.Empty(mistakes);
    }

    [Fact]
    public void Every_example_of_the_help_is_one_the_tool_understands() =>
        Assert.Empty(Commands().SelectMany(command => command.Examples).SelectMany(Mistakes));

    [Fact]
    public void The_command_page_names_every_option_of_every_command()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "command-line.md"));
        foreach (var command in Commands().Where(command => !command.Hidden))
        {
            Assert.Contains(command.Parents.First() is RootCommand ? $"darts {command.Name}" : $"darts {command.Parents.First().Name} {command.Name}", page, StringComparison.Ordinal);
            foreach (var option in command.Options)
                Assert.Contains($"`{option.Name}", page, StringComparison.Ordinal);
        }
    }

    /// <summary>Every command that does something; groups do nothing.</summary>
    private static IEnumerable<DartsCommand> Commands() => Below(DartsCommandLine.Create()).OfType<DartsCommand>();

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(child => Below(child).Prepend(child));

    /// <summary>Lines of code blocks that start the tool, as an installed tool or from the clone.</summary>
    private static IEnumerable<string> CommandLines(IEnumerable<string> lines)
    {
        bool code = false;
        foreach (string line in lines.Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                code = !code;
            else if (code && line.StartsWith("darts ", StringComparison.Ordinal))
                yield return line;
            else if (code && line.StartsWith("dotnet run", StringComparison.Ordinal) && line.Contains("Darts.Cli -- ", StringComparison.Ordinal))
                yield return "darts " + line[(line.IndexOf(" -- ", StringComparison.Ordinal) + 4)..];
        }
    }

    private static IEnumerable<string> Mistakes(string line)
    {
        // What follows is the shell's: a comment, a file for the output, another command.
        string[] words = [.. CommandLineParser.SplitCommandLine(line.Split([" #", " > ", " || "], StringSplitOptions.None)[0]).Skip(1)];
        return DartsCommandLine.Create().Parse(words).Errors.Select(error => $"{line}: {error.Message}");
    }
}
