using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>One step: forward, regularised loss, backward, clipped gradients, SGD at the learning rate of the passage's length; the state goes on to the next.</summary>
/// <param name="model">The model, in training mode.</param>
/// <param name="settings">Rates and weights.</param>
internal sealed class LanguageTrainingStep(LanguageModel model, LanguageTrainingSettings settings)
{
    public void Run(WordColumns text, Passage passage, LanguageTrainingState state)
    {
        using var scope = NewDisposeScope();
        state.Optimizer.LearningRate = settings.LearningRate * passage.Length / settings.Length;
        state.Optimizer.ZeroGrad();
        WordBatch batch = text.Read(passage, state.Hidden);
        LanguageLoss pass = Forward(batch);
        LanguageObjective.Regularised(pass, settings.Activation, settings.Slowness).backward();
        GradientClip.Apply(state.Optimizer.Parameters, settings.GradientClip);
        state.Optimizer.Step();
        state.Carry(pass.Hidden);
        state.Running.Add(pass.Mean, batch.Words.numel());
    }

    private LanguageLoss Forward(WordBatch batch)
    {
        using var autocast = Autocast.Begin(settings.Precision, batch.Words.device);
        return model.Loss(batch.Words, batch.Hidden, batch.Targets);
    }
}
