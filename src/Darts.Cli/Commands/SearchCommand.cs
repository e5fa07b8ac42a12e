using System.CommandLine;
using Darts.Cli.Genotypes;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Running;
using Darts.Cli.Running.Spaces;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Commands;

/// <summary><c>darts search</c>: from images or a text to a genotype.</summary>
internal sealed class SearchCommand : DartsCommand
{
    private readonly ISearchedSpace[] _spaces;
    private readonly Option<string> _space;

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
        _spaces = [convolutional, new RecurrentSpace(convolutional)];
        _space = Choices.Option(
            "--space",
            $"what is searched for: cells of image classifiers, or the cell of a language model, for which --data is a folder with train.txt, valid.txt and test.txt [default: {convolutional.Name}]",
            [.. _spaces.Select(space => space.Name)]);
        Options.Add(_space);
        Options.Add(CommonOptions.Name);
        Options.Add(CommonOptions.Runs);
        Options.Add(CommonOptions.Resume);
        RunEnvironment.AddTo(this);
        Options.Add(CommonOptions.Precision);
        Options.Add(CommonOptions.Seed);
        Options.Add(SearchOptions.Preset);
        foreach (var option in _spaces.SelectMany(space => space.Options).Distinct())
            Options.Add(option);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        var run = StartedRun.Of(parsed, "search");
        var environment = RunEnvironment.Of(parsed, run.Remembered);
        var load = SpaceOf(parsed, run).Plan(parsed, run, environment);
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

    /// <summary>The space of the run that is continued, else the one that was asked for.</summary>
    /// <exception cref="DartsException">It is another one than the run's, or an option is given that only another space has.</exception>
    private ISearchedSpace SpaceOf(ParseResult parsed, StartedRun run)
    {
        string? asked = parsed.GetValue(_space);
        if (asked is not null && run.Space is { } started && started != asked)
            throw new DartsException($"'{run.Folder}' cannot be resumed with --space {asked}: it searches for {started} cells.");
        string name = run.Space ?? asked ?? ConvolutionalSpace.SpaceName;
        var space = Array.Find(_spaces, one => one.Name == name)
            ?? throw new DartsException($"'{run.Folder}' searches in a space '{name}'; there are {Choices.Sentence([.. _spaces.Select(one => one.Name)])}.");
        foreach (var other in _spaces)
        {
            if (other.Options.Except(space.Options).FirstOrDefault(option => parsed.GetResult(option) is not null) is { } alien)
                throw new DartsException($"{alien.Name} is for {other.Name} cells; this search is for {space.Name} ones.");
        }
        return space;
    }
}
