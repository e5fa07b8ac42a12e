using Darts.Cli.Commands;
using Darts.Cli.Terminal;
using Darts.Networks;
using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running.Runs;

/// <summary>From a text to a language model, which has to be better than counting words.</summary>
/// <param name="text">The text; disposed with the run.</param>
/// <param name="search">How to search.</param>
/// <param name="training">How to train.</param>
internal sealed class LanguageRun(TextCorpus text, LanguageSearchSettings search, LanguageTrainingSettings training) : PlannedRun
{
    /// <inheritdoc/>
    public override string DataName => text.Name;

    /// <inheritdoc/>
    public override RunConfiguration Configuration(string name, IReadOnlyDictionary<string, string> remember) =>
        RunFile.Configuration(LanguageSearch.SpaceName, new RunPlan<LanguageSearchSettings, LanguageTrainingSettings>(name, search, training), remember);

    /// <inheritdoc/>
    public override SearchLoop Search(string name, Device device)
    {
        LanguageTrainer.CheckText(text, training);
        return new LanguageSearch(text, search, device, name);
    }

    /// <inheritdoc/>
    public override async Task<RunOutcome> TrainAsync(
        NetworkAssembly networks, string name, Device device, string folder, IReadOnlyDictionary<string, string> remember, CommandContext context)
    {
        var job = new LanguageTrainingJob(networks, name, training, device);
        using var model = job.CreateNetwork();
        var trained = await job.RunAsync(model, text, folder, remember, context).ConfigureAwait(false);
        var counted = NGramPerplexities.Of(text);
        return new(
            model.Description.Parameters,
            Words.Data(text),
            trained.Seconds,
            trained.WeightsFile,
            [
                ("test perplexity", Words.Perplexity(trained.Test.Perplexity)),
                ("by counting words", Words.Perplexity(counted.Unigram)),
                ("by counting pairs of words", Words.Perplexity(counted.Bigram)),
            ],
            [
                ("testPerplexity", Words.NumberOrNull(trained.Test.Perplexity)),
                ("unigramPerplexity", counted.Unigram),
                ("bigramPerplexity", counted.Bigram),
            ]);
    }

    /// <inheritdoc/>
    public override void Dispose() => text.Dispose();
}
