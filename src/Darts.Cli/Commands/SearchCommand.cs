using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Running.Spaces;
using Darts.Cli.Terminal;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts search</c>: from images or a text to a genotype.</summary>
internal sealed class SearchCommand : DartsCommand
{
    private readonly SpaceChoice<ISearchedSpace> _spaces;

    public SearchCommand()
        : base(
            "search",
            "Searches for an architecture by gradient descent, on images or on a text, and writes it as a genotype file into the project that compiles it. Every epoch's genotype, metrics and "
            + "checkpoints go into the run's folder; a search that was stopped is continued by --resume.",
            "darts search --data cifar-10-binary.tar.gz --preset cifar10-search --order second --name Cifar --device cuda",
            "darts search --space recurrent --data ./penn-treebank --name Penn",
            "darts search --resume runs/Penn")
    {
        var convolutional = new ConvolutionalSpace();
        _spaces = new("search", convolutional, new RecurrentSpace(convolutional));
        _spaces.AddTo(this);
        Options.Add(CommonOptions.Name);
        Options.Add(CommonOptions.Runs);
        Options.Add(CommonOptions.Resume);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.Seed);
        Options.Add(SearchOptions.Preset);
        _spaces.AddOptionsTo(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var run = StartedRun.Of(parsed, "search");
        var environment = RunEnvironment.Of(parsed, run.Remembered);
        var load = _spaces.Of(parsed, run.Folder, run.Space).Plan(parsed, run, environment);
        var device = environment.Compute.Apply();
        var project = await BuiltProject.EvaluateAsync(environment.FindProject(), context.Cancellation).ConfigureAwait(false);
        using var data = await load(context.Output).ConfigureAwait(false);

        string folder = run.Folder ?? RunNames.FolderFor(parsed, RunNames.FromData(data.Name)), name = run.Configuration?.Part<string>("name") ?? Path.GetFileName(folder);
        string genotype = Path.Combine(project.GenotypeFolder, name + GenotypeFile.Extension);
        GenotypeFile.CheckReplaceable(genotype);
        context.GoOnWith = $"darts search --resume {Words.Quoted(folder)}";
        var result = await new SearchJob(name, data.Search(name, device)).RunAsync(folder, environment.ToRemember(), context).ConfigureAwait(false);
        GenotypeFile.Write(genotype, result.Genotype);

        context.Output.Json(new { genotype, network = name, searchSeconds = result.Seconds });
        context.Output.Table([
            ("genotype", genotype),
            ("data", data.Words),
            ("search", Words.Time(result.Seconds)),
            .. Perplexity(folder),
            ("run", folder)]);
    }

    private static IEnumerable<(string Name, string Value)> Perplexity(string folder) =>
        RecordedMetrics.Read(RunFolder.Open(folder)) is [.., var last] && last.Values.TryGetValue("validationPerplexity", out double perplexity)
            ? [("validation perplexity", Words.Perplexity(perplexity))]
            : [];
}
