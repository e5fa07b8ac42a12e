using System.CommandLine;
using System.CommandLine.Parsing;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Commands.Export;

/// <summary><c>darts export</c>: trained networks for products and for other systems.</summary>
internal sealed class ExportCommand : DartsCommand
{
    private static readonly ExportTarget[] Targets = [new OnnxTarget(), new PackageTarget(), new CSharpTarget()];

    private readonly Argument<string> _file = new("FILE") { Description = "the genotype file of the network" };
    private readonly Option<string?> _network = new("--network") { Description = "which of the file's networks; not needed if there is one", HelpName = "NAME" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "the file to write; of a package also a folder", HelpName = "OUT", Required = true };
    private readonly Option<string> _to = Choices.Option("--to", "the target [default: the output's extension]", [.. Targets.Select(target => target.Word)]);

    public ExportCommand()
        : base(
            "export",
            "Writes a trained network for products and other systems. A NuGet package (nuget) holds the class compiled for CPUs with its weights: pictures in, classes with probabilities out, "
            + "no native library. An ONNX file (onnx, opset 17) holds the network in evaluation, batch norms folded, with its weights: float32 images of shape [batch, C, H, W], normalised as in "
            + "training, to logits of shape [batch, classes]; class names and normalisation stand in its metadata. A C# file (csharp) is what the generator compiles, for projects that keep generated "
            + "code. No project is built: the genotype and the weights are enough.",
            "darts export genotypes/photos.genotype.json --weights runs/Photos/weights.safetensors --to nuget -o packages",
            "darts export genotypes/photos.genotype.json --weights runs/Photos/weights.safetensors -o photos.onnx",
            "darts export genotypes/darts-v2.genotype.json --network DartsV2Cifar10 -o DartsV2.cs --form training --namespace Shop.Networks")
    {
        PathArgument.RefuseOptions(_file);
        Arguments.Add(_file);
        Options.Add(_network);
        Options.Add(_output);
        Options.Add(_to);
        foreach (var option in Targets.SelectMany(target => target.Options).Distinct())
            Options.Add(option);
        Validators.Add(RefuseOthers);
    }

    /// <inheritdoc/>
    protected override bool UsesTensors(ParseResult parsed) => TargetOf(parsed.GetValue(_to), parsed.GetRequiredValue(_output))?.UsesTensors == true;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_file), output = parsed.GetRequiredValue(_output);
        var target = TargetOf(parsed.GetValue(_to), output) ?? throw new DartsException(
            $"The extension of '{output}' names no target: that would be {Choices.Sentence([.. Targets.Select(target => $"{target.Extension} ({target.Word})")])}. Give --to, or another extension.");
        var genotype = GenotypeFile.Read(path);
        target.Write(new(parsed, genotype, path, parsed.GetValue(_network) ?? OnlyNetwork(genotype, path), output), context);
        return Task.CompletedTask;
    }

    private static ExportTarget? TargetOf(string? word, string output) => word is null
        ? Array.Find(Targets, target => Path.GetExtension(output).Equals(target.Extension, StringComparison.OrdinalIgnoreCase))
        : Array.Find(Targets, target => target.Word == word);

    /// <summary>An option that the target does not know would change nothing, and somebody wanted it to.</summary>
    private void RefuseOthers(CommandResult line)
    {
        // As they were typed: the parser has not refused what is none of its words yet.
        if (Typed(_output) is not { } output || TargetOf(Typed(_to), output) is not { } target)
            return;
        foreach (var option in Targets.SelectMany(other => other.Options).Distinct().Except(target.Options).Where(option => line.GetResult(option) is { Implicit: false }))
            line.AddError($"{option.Name} is not for --to {target.Word}; it is for {Choices.Sentence([.. Targets.Where(other => other.Options.Contains(option)).Select(other => other.Word)])}.");

        string? Typed(Option option) => line.GetResult(option)?.Tokens is [var token] ? token.Value : null;
    }

    private static string OnlyNetwork(Genotype genotype, string path) => genotype.Networks.Count == 1
        ? genotype.Networks[0].Name
        : throw new DartsException(genotype.Networks.Count == 0
            ? $"'{path}' names no networks; add one under \"networks\"."
            : $"'{path}' names {genotype.Networks.Count} networks: choose one with --network. It has: {string.Join(", ", genotype.Networks.Select(network => network.Name))}.");
}
