using System.CommandLine;
using Darts.Cli.Commands;
using Darts.Cli.Options;
using Darts.Cli.Projects;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Running.Tasks;

/// <summary>Language models.</summary>
/// <param name="images">The other task: what means the same has the same option.</param>
internal sealed class LanguageTask(ImageTask images) : ITrainedTask
{
    private readonly SettingOptions<LanguageTrainingSettings> _settings = LanguageTrainingOptions.Create(images.Settings);

    /// <inheritdoc/>
    public string Networks => "language models";

    /// <inheritdoc/>
    public IReadOnlyList<Option> TrainingOptions => [.. _settings.All];

    /// <inheritdoc/>
    public IReadOnlyList<Option> TestOptions => [images.BatchSize];

    /// <inheritdoc/>
    public async Task TrainAsync(TrainedNetwork network, StartedRun run, CommandContext context)
    {
        var (parsed, environment, assembly, name, device) = network;
        var settings = SettingsOf(parsed, run);
        settings.Check();
        var job = new LanguageTrainingJob(assembly, name, settings, device);
        using var model = job.CreateNetwork();
        using var corpus = await environment.LoadTextAsync(context.Output).ConfigureAwait(false);
        string folder = run.Folder ?? RunNames.FolderFor(parsed, name);
        context.GoOnWith = $"darts train --resume {Words.Quoted(folder)}";
        var result = await job.RunAsync(model, corpus, folder, network.ToRemember(), context).ConfigureAwait(false);
        Show(context.Output, model.Description, corpus, folder, result);
    }

    /// <inheritdoc/>
    public async Task TestAsync(TrainedNetwork network, CommandContext context)
    {
        var (parsed, environment, assembly, _, device) = network;
        var vocabulary = TrainedWords.Of(parsed.GetRequiredValue(CommonOptions.Weights)).Vocabulary;
        using var model = CompiledNetworks.TrainedLanguageModel(parsed, assembly, vocabulary, device);
        using var corpus = await environment.LoadTextAsync(context.Output, vocabulary).ConfigureAwait(false);
        var original = new LanguageTrainingSettings();
        int? batchSize = parsed.GetResult(images.BatchSize) is null ? null : parsed.GetValue(images.BatchSize);
        using var validation = new WordColumns(corpus.Validation, batchSize ?? original.EvaluationBatchSize, "validation", device);
        using var test = new WordColumns(corpus.Test, batchSize ?? original.TestBatchSize, "test", device);
        var evaluator = new LanguageEvaluator(original.Length, CommonOptions.PrecisionOf(parsed));
        var (validated, tested) = await ProgressView.RunAsync(
            context.Output,
            $"Testing {model.Description.Name}",
            TrainingPhase.Test,
            progress => (evaluator.Evaluate(model, validation, new InEpoch(progress, 0, 2), context.Cancellation), evaluator.Evaluate(model, test, new InEpoch(progress, 1, 2), context.Cancellation))).ConfigureAwait(false);
        Show(context.Output, model.Description, corpus, validated, tested);
    }

    private LanguageTrainingSettings SettingsOf(ParseResult parsed, StartedRun run)
    {
        var settings = run.Settings(parsed.GetValue(Options.TrainingOptions.Preset), LanguageTrainingPresets.Named, Options.TrainingOptions.DefaultPreset);
        settings = settings with { Precision = CommonOptions.PrecisionOf(parsed, settings.Precision) };
        return _settings.Apply(parsed, parsed.GetResult(CommonOptions.Seed) is null ? settings : settings with { Seed = parsed.GetValue(CommonOptions.Seed) });
    }

    private static void Show(Output output, LanguageDescription model, TextCorpus corpus, string folder, LanguageTrainingResult result)
    {
        output.Json(new
        {
            network = model.Name,
            parameters = model.Parameters,
            trainSeconds = result.Seconds,
            bestEpoch = result.BestEpoch,
            averaged = result.Averaged,
            validationLoss = result.Validation.Loss,
            validationPerplexity = Words.NumberOrNull(result.Validation.Perplexity),
            testLoss = result.Test.Loss,
            testPerplexity = Words.NumberOrNull(result.Test.Perplexity),
            weights = result.WeightsFile,
        });
        output.Table(
            ("network", model.Name),
            ("parameters", Words.Count(model.Parameters)),
            ("data", Words.Data(corpus)),
            ("best weights", $"after epoch {Words.Count(result.BestEpoch)}{(result.Averaged ? ", an average" : "")}"),
            ("validation perplexity", Words.Perplexity(result.Validation.Perplexity)),
            ("test perplexity", Words.Perplexity(result.Test.Perplexity)),
            ("training", Words.Time(result.Seconds)),
            ("weights", result.WeightsFile),
            ("run", folder));
    }

    private static void Show(Output output, LanguageDescription model, TextCorpus corpus, TextEvaluation validation, TextEvaluation test)
    {
        output.Json(new
        {
            network = model.Name,
            data = corpus.Name,
            validationWords = validation.Words,
            validationLoss = validation.Loss,
            validationPerplexity = Words.NumberOrNull(validation.Perplexity),
            testWords = test.Words,
            testLoss = test.Loss,
            testPerplexity = Words.NumberOrNull(test.Perplexity),
        });
        output.Table(
            ("network", model.Name),
            ("data", Words.Data(corpus)),
            ("validation perplexity", Words.Perplexity(validation.Perplexity)),
            ("test perplexity", Words.Perplexity(test.Perplexity)));
    }
}
