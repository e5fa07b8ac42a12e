using System.Diagnostics;
using System.Text;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// Trains a language model as quark0/darts <c>rnn/train.py</c> does: an epoch of SGD steps, then the validation text, then a checkpoint; once that no longer gets better the weights are averaged. The weights
/// that were best on it are kept, gone back to if the loss is no longer finite, and tested in the end. A run that is stopped and resumed takes the same steps as one that is not.
/// </summary>
public sealed class LanguageTrainer
{
    /// <summary>What the configuration of such a training calls its task.</summary>
    public const string TaskName = "language";

    /// <summary>How often the same weights are gone back to; the original never gives up.</summary>
    internal const int MostRollBacks = 5;

    private readonly LanguageModel _model;
    private readonly TextCorpus _corpus;
    private readonly LanguageTrainingSettings _settings;
    private readonly Device _device;

    /// <summary>Prepares to train; moves the model to the device.</summary>
    /// <param name="model">The model, with the weights to start from (see <see cref="StreamPurpose.Initial"/>).</param>
    /// <param name="corpus">The text, borrowed; of as many words as the model was compiled for.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="device">Where.</param>
    /// <exception cref="DartsException">A setting makes no sense, the text does not fit the model, or is too short for the batches.</exception>
    public LanguageTrainer(LanguageModel model, TextCorpus corpus, LanguageTrainingSettings settings, Device device)
    {
        settings.Check();
        NetworkFit.Check(model.Description, corpus);
        CheckText(corpus, settings);
        (_model, _corpus, _settings, _device) = (model, corpus, settings, device);
        _model.Dropouts = settings.Dropouts;
        _model.to(device);
    }

    /// <summary>Refuses a text that is too short for the batches, before there is a model.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="settings">How it is to be trained on.</param>
    /// <exception cref="DartsException">A part of it is; the message names it.</exception>
    public static void CheckText(TextCorpus corpus, LanguageTrainingSettings settings)
    {
        WordColumns.Check(corpus.Train, settings.BatchSize, "training");
        WordColumns.Check(corpus.Validation, settings.EvaluationBatchSize, "validation");
        WordColumns.Check(corpus.Test, settings.TestBatchSize, "test");
    }

    /// <summary>Tells of every step, not of a few a second: how a test stops at an exact one.</summary>
    internal bool ReportsEveryStep { get; init; }

    /// <summary>What the outcome depends on, for <see cref="RunFolder"/>.</summary>
    /// <param name="command">What the command line wants to find again when the run is resumed.</param>
    public RunConfiguration Configuration(IReadOnlyDictionary<string, string>? command = null) => RunConfiguration.Of(
        "train",
        new Dictionary<string, object>
        {
            ["task"] = TaskName,
            ["network"] = new { _model.Description.Name, Genotype = _model.Description.GenotypeHash },
            ["settings"] = _settings,
            ["data"] = TextFingerprint.Of(_corpus),
        },
        command);

    /// <summary>Trains to the end, from the run's checkpoint if it has one.</summary>
    /// <param name="run">Where checkpoints, metrics and weights go.</param>
    /// <param name="progress">Told a few times a second; null for silence.</param>
    /// <param name="notices">Told, in a sentence, when weights begin to be averaged and when the best ones are gone back to; null for silence.</param>
    /// <param name="cancellation">Stops after the current step; a checkpoint is written first.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the run can be resumed.</exception>
    /// <exception cref="DartsException">The loss is no longer finite and there is nothing to go back to any more, or a file cannot be written; the last good checkpoint stays.</exception>
    public LanguageTrainingResult Run(RunFolder run, IProgress<TrainingProgress>? progress = null, IProgress<string>? notices = null, CancellationToken cancellation = default)
    {
        WriteWords(run);
        using var course = new LanguageTrainingCourse(_model, _corpus, _settings, _device, run, progress, notices, cancellation) { ReportsEveryStep = ReportsEveryStep };
        CheckpointPosition position = course.State.Restore();
        var clock = Stopwatch.StartNew();
        double Seconds() => position.Seconds + clock.Elapsed.TotalSeconds;

        var log = new MetricsLog(run, position.Epoch);
        int step = position.Step;
        for (int epoch = position.Epoch; epoch < _settings.Epochs;)
        {
            try
            {
                if (course.RunEpoch(epoch, ref step, Seconds) is { } metrics)
                {
                    log.Append(epoch, [.. metrics, ("seconds", Seconds())]);
                    epoch++;
                }
                else
                {
                    epoch = course.RollBack(epoch, step);
                    log = new MetricsLog(run, epoch);
                }
            }
            catch (OperationCanceledException)
            {
                course.State.Save(new(epoch, step, Seconds()));
                throw;
            }

            step = 0;
            course.State.EndEpoch();
            course.State.Save(new(epoch, step, Seconds()));
        }

        int best = course.State.RestoreBest().Epoch;
        bool averaged = course.State.Averages;
        TextEvaluation validation = course.Evaluate(_corpus.Validation, _settings.EvaluationBatchSize, "validation", _settings.Epochs - 1);
        TextEvaluation test = course.Evaluate(_corpus.Test, _settings.TestBatchSize, "test", _settings.Epochs - 1);
        var summary = new TrainingSummary(_corpus.Name, _settings.Epochs, TestPerplexity: test.Perplexity);
        new TrainedWords(_corpus.Vocabulary, summary).Save(_model, run.WeightsFile);
        return new(validation, test, best, averaged, Seconds(), run.WeightsFile);
    }

    private void WriteWords(RunFolder run) =>
        AtomicFile.Write(run.WordsFile, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(_corpus.Vocabulary.Words.Select(static word => word + "\n")))));
}
