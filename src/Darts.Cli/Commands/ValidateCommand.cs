using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts validate</c>: every fault of every file.</summary>
internal sealed class ValidateCommand : DartsCommand
{
    private readonly Argument<string[]> _paths = PathArgument.Several("PATH", "genotype files, or folders to search for them [default: the current folder]", ArgumentArity.ZeroOrMore);

    private readonly Option<string> _format = Choices.Option("--format", "text: file(line,column): error DARTS010: message; sarif: a log for code scanning [default: text]", ["text", "sarif"]);

    public ValidateCommand()
        : base(
            "validate",
            "Checks genotype files and reports every fault of every file in one pass, as a compiler does: with file, line, column, what was found and what is allowed. "
            + "Ends with 0 if there is none, 1 if there are some. What only a project as a whole shows, such as one class in two files, its build reports.",
            "darts validate",
            "darts validate genotypes/darts-v2.genotype.json runs",
            "darts validate --format sarif > genotypes.sarif")
    {
        Arguments.Add(_paths);
        Options.Add(_format);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        bool sarif = parsed.GetValue(_format) == "sarif";
        if (sarif && parsed.GetValue(CommonOptions.Json))
            throw new DartsException("--json and --format sarif ask for two things; leave one out.");
        var files = GenotypeFiles.Find(parsed.GetValue(_paths) ?? []);
        FileProblem[] problems = [.. files.SelectMany(ProblemsOf)];
        context.HasFound = problems.Length > 0;
        context.Output.Json(problems.Select(found => new ProblemReport(found)));
        if (sarif)
        {
            context.Output.Document(SarifLog.Write(problems, Version()));
            return Task.CompletedTask;
        }
        foreach (var (file, problem) in problems)
            context.Output.Say(GenotypeFile.Line(file, problem));
        context.Output.Say($"{Words.Number(files.Count, "file")}, {(problems.Length == 0 ? "no error" : Words.Number(problems.Length, "error"))}.");
        return Task.CompletedTask;
    }

    private static IEnumerable<FileProblem> ProblemsOf(string file)
    {
        try
        {
            return GenotypeReader.Read(GenotypeFile.Bytes(file)).Problems.Select(problem => new FileProblem(file, problem));
        }
        catch (DartsException)
        {
            // The others are still to be checked.
            return [new(file, GenotypeRules.UnreadableFile.At(default, file))];
        }
    }

    private static string Version() => typeof(ValidateCommand).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>One fault of <c>--json</c>: its property names are the keys of the document. Lines and columns count from 1; the end is the place after the last character.</summary>
    private sealed record ProblemReport(string File, int Line, int Column, int EndLine, int EndColumn, string Id, string Message)
    {
        public ProblemReport(FileProblem found)
            : this(found.File, found.Problem.Span.StartLine + 1, found.Problem.Span.StartColumn + 1, found.Problem.Span.EndLine + 1, found.Problem.Span.EndColumn + 1, found.Problem.Id, found.Problem.Message)
        {
        }
    }
}
