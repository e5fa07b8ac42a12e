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
        LanguageOutput output = Forward(batch);
        Tensor loss = LanguageLoss.Of(output, batch);
        LanguageLoss.Regularised(loss, output, settings.Activation, settings.Slowness).backward();
        GradientClip.Apply(state.Optimizer.Parameters, settings.GradientClip);
        state.Optimizer.Step();
        state.Carry(output.Hidden);
        state.Running.Add(loss, batch.Words.numel());
    }

    private LanguageOutput Forward(WordBatch batch)
    {
        using var autocast = Autocast.Begin(settings.Precision, batch.Words.device);
        return model.forward(batch.Words, batch.Hidden);
    }
}
