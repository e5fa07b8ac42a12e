using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;

namespace Darts.Cli.Commands;

/// <summary><c>darts inspect</c>: what the networks of a genotype file cost, without compiling them.</summary>
internal sealed class InspectCommand : DartsCommand
{
    private const int LargestBatch = 1_000_000;

    private readonly Argument<string> _file = new("FILE") { Description = "a genotype file" };
    private readonly Option<int> _batch = Number.Option("--batch", "images of a training step, or sequences of 35 words [default: 96 images, 64 sequences]", 1, (int?)LargestBatch);

    public InspectCommand()
        : base(
            "inspect",
            "Shows what the networks of a genotype file cost, side by side: shapes, parameters, multiply-adds and the memory of a training step's activations, cell by cell, "
            + "and the share of each operation. Nothing is compiled.",
            "darts inspect genotypes/darts-v2.genotype.json",
            "darts inspect genotypes/darts-v2.genotype.json --batch 256",
            "darts inspect genotypes/darts-v2.genotype.json --json")
    {
        PathArgument.RefuseOptions(_file);
        Arguments.Add(_file);
        Options.Add(_batch);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string path = parsed.GetRequiredValue(_file);
        int? batch = parsed.GetResult(_batch) is null ? null : parsed.GetValue(_batch);
        var genotype = GenotypeFile.Read(path);
        InspectedNetwork[] networks = [.. genotype.Networks.Select(network => InspectedNetwork.Of(genotype, network, batch))];
        context.Output.Json(networks.Select(NetworkReport.Of).ToArray());
        if (networks.Length == 0)
            context.Output.Say($"{path} names no networks.");
        InspectTables.Show(context.Output, networks);
        return Task.CompletedTask;
    }
}
