using System.CommandLine;
using System.Text;
using System.Text.Json;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Cli.Versions;
using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts diff</c>: what differs between two genotypes, and what follows from it.</summary>
internal sealed class DiffCommand : DartsCommand
{
    private readonly Argument<string[]> _versions =
        PathArgument.Several("A B", "two files; two git revisions and a file (HEAD~1 HEAD FILE); or a revision and a file, which is compared with the working tree", new(2, 3));

    private readonly Option<string> _format = Choices.Option("--format", "what to write [default: text]", ["text", "markdown", "json", "svg"]);
    private readonly Option<string?> _output = new("--output", "-o") { Description = "write to this file, not to stdout", HelpName = "FILE" };

    public DiffCommand()
        : base(
            "diff",
            "Compares two genotypes by what they compute: node by node, edges added, removed and changed, the outputs, the networks, and what follows for depth, skip connections, "
            + "parameters and multiply-adds. The order of edges within a node, provenance and layout are no differences. Ends with 0 if there is none, 1 if there is one, 2 if something is wrong.",
            "darts diff genotypes/darts-v1.genotype.json genotypes/darts-v2.genotype.json",
            "darts diff HEAD~1 HEAD genotypes/darts-v2.genotype.json --format markdown",
            "darts diff main genotypes/darts-v2.genotype.json --format svg --output diff.svg")
    {
        Arguments.Add(_versions);
        Options.Add(_format);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string format = FormatOf(parsed);
        var (difference, before, after) = ComparedVersions.Read(parsed.GetRequiredValue(_versions));
        context.HasFound = !difference.IsEmpty;
        string text = format switch
        {
            "markdown" => DifferenceMarkdown.Render(difference, before, after),
            "json" => DifferenceJson.Render(difference),
            "svg" => FigureSvg.Document(DifferenceFigure.Draw(difference, before, after)),
            _ => DifferenceText.Render(difference),
        };
        if (parsed.GetValue(_output) is { } path)
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        else if (format == "text")
            DifferenceLines.Write(context.Output.Human, text);
        else if (parsed.GetValue(CommonOptions.Json))
            context.Output.Json(JsonSerializer.Deserialize<JsonElement>(text));
        else
            context.Output.Document(text);
        return Task.CompletedTask;
    }

    private string FormatOf(ParseResult parsed)
    {
        string? format = parsed.GetValue(_format);
        if (!parsed.GetValue(CommonOptions.Json))
            return format ?? "text";
        return format is null or "json" ? "json" : throw new DartsException($"--json and --format {format} ask for two things; leave one out.");
    }
}
