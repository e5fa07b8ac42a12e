using System.CommandLine;
using System.Text;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Genotypes;
using Darts.Genotypes.Converting;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts convert</c>: genotypes to and from the notations of other systems.</summary>
internal sealed class ConvertCommand : DartsCommand
{
    private static readonly string[] Formats = [.. GenotypeConverter.Formats.Select(format => format.Name)];

    private readonly Argument<string> _file = new("FILE") { Description = "a genotype in any of the formats, a genotypes.py, or a training log, of which the last genotype is taken; - is standard input" };
    private readonly Option<string> _from = Choices.Option("--from", "the file's format; guessed by default", Formats);
    private readonly Option<string> _to = Choices.Option("--to", "the format to write", Formats);
    private readonly Option<string?> _output = new("--output", "-o") { Description = "where to write; standard output by default", HelpName = "OUT" };
    private readonly Option<string?> _name = new("--name") { Description = "which genotype of a file with several; of one without a name, the name it gets", HelpName = "NAME" };

    public ConvertCommand()
        : base(
            "convert",
            "Converts a genotype between this project's files and the notations of other systems. What the target cannot hold is named on stderr; what it cannot express "
            + "is an error, and then nothing is written. Nothing of the file is ever run.",
            "darts convert search.log --to darts --name Mine -o genotypes/mine.genotype.json",
            "darts convert genotypes.py --name PC_DARTS_cifar --to nni",
            "darts convert - --from naslib --to quark0")
    {
        _to.Required = true;
        _name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Identifiers.Fault(token.Value) is { } fault)
                result.AddError($"--name takes a name such as DartsV2, not '{token.Value}': {fault}.");
        });
        PathArgument.RefuseOptions(_file, standardInput: true);
        Arguments.Add(_file);
        Options.Add(_from);
        Options.Add(_to);
        Options.Add(_output);
        Options.Add(_name);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_file);
        string? output = parsed.GetValue(_output);
        var from = parsed.GetValue(_from) is { } word ? GenotypeConverter.Find(word) : null;
        var to = GenotypeConverter.Find(parsed.GetRequiredValue(_to))!;
        var reading = ConversionFile.Read(path, from, parsed.GetValue(_name));
        var genotype = WithSchema(reading.Genotype!, output, to);
        var writing = GenotypeConverter.Write(genotype, to);
        if (writing.Text is null)
            throw new DartsException($"{genotype.Name} cannot be written as {to.Name}:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", writing.Obstacles)}");

        string[] losses = [.. reading.Losses, .. writing.Losses];
        if (output is not null)
            AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(writing.Text)));
        foreach (string loss in losses)
            Output.Warn(loss);
        if (to.Name == "darts" && genotype.Networks.Count == 0)
            Output.Warn($"{genotype.Name} names no network to compile yet; add one under \"networks\"");
        context.Output.Json(new Conversion(genotype.Name, reading.Format!.Name, to.Name, losses, output is null ? writing.Text : null, output is null ? null : Path.GetFullPath(output)));
        if (output is not null)
            context.Output.Say($"{output}: {genotype.Name}, {reading.Format.Name} → {to.Name}");
        else
            context.Output.Document(writing.Text);
        return Task.CompletedTask;
    }

    /// <summary>A file beside the schema names it, so that editors check it.</summary>
    private static Genotype WithSchema(Genotype genotype, string? output, GenotypeFormat to)
    {
        bool beside = output is not null && to.Name == "darts" && genotype.Schema is null
            && File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, GenotypeWriter.SchemaFile));
        return beside ? genotype with { Schema = GenotypeWriter.SchemaFile } : genotype;
    }
}

/// <summary>The document of <c>darts convert --json</c>.</summary>
/// <param name="Name">The genotype's name.</param>
/// <param name="From">The format it was read as.</param>
/// <param name="To">The format it was written in.</param>
/// <param name="Losses">What did not come along, one sentence each.</param>
/// <param name="Text">What was written; null if it went into a file.</param>
/// <param name="Output">The file; null without one.</param>
internal sealed record Conversion(string Name, string From, string To, IReadOnlyList<string> Losses, string? Text, string? Output);
