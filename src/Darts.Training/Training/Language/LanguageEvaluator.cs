using System.Diagnostics;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Tests a language model on a text (quark0/darts <c>rnn/train.py</c>, <c>evaluate</c>, which divides by one word a column more than it foretells).</summary>
/// <param name="length">Words of a pass, which carries the state on to the next; without influence on the result but for rounding.</param>
/// <param name="precision">The type it computes in.</param>
public sealed class LanguageEvaluator(int length, Precision precision = Precision.Fp32)
{
    /// <summary>Runs <paramref name="model"/> over a text, in evaluation mode and without gradients; its mode is afterwards what it was.</summary>
    /// <param name="model">The model, on the text's device.</param>
    /// <param name="text">The text; every column starts from the zero state.</param>
    /// <param name="progress">Told after each step that takes a while; null for silence.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TextEvaluation Evaluate(LanguageModel model, WordColumns text, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using var scope = NewDisposeScope();
            using var withoutGradients = no_grad();
            return Run(model, text, progress, cancellation);
        }
        finally
        {
            model.train(wasTraining);
        }
    }

    private TextEvaluation Run(LanguageModel model, WordColumns text, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Tensor hidden = model.InitialHidden(text.Batch), sum = zeros(1, float64, hidden.device);
        int foretold = text.Rows - 1, steps = (foretold + length - 1) / length;
        var clock = Stopwatch.StartNew();
        var pace = new ReportPace();
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = step * length, words = Math.Min(length, foretold - start), done = start + words;
            using (var scope = NewDisposeScope())
            {
                WordBatch batch = text.Read(new(start, words, words), hidden);
                LanguageLoss pass = Forward(model, batch);
                sum.add_(pass.Mean.to(float64) * words);
                hidden = scope.MoveToOuter(pass.Hidden.to(hidden.dtype));
            }
            if (progress is not null && (pace.IsDue() || step == steps - 1))
            {
                double speed = (double)done * text.Batch / clock.Elapsed.TotalSeconds;
                progress.Report(TrainingProgress.OfWords(TrainingPhase.Test, 0, 1, step + 1, steps, sum.item<double>() / done, speed));
            }
        }
        return new(sum.item<double>() / foretold, (long)foretold * text.Batch);
    }

    private LanguageLoss Forward(LanguageModel model, WordBatch batch)
    {
        using var autocast = Autocast.Begin(precision, batch.Words.device);
        return model.Loss(batch.Words, batch.Hidden, batch.Targets);
    }
}
