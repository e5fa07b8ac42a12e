using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>One step: forward, loss of both heads, backward, clipped gradients, SGD.</summary>
/// <param name="network">The network, in training mode.</param>
/// <param name="optimizer">Over its parameters.</param>
/// <param name="settings">The weights of the losses and the clip.</param>
internal sealed class TrainingStep(ImageClassifier network, MomentumSgd optimizer, TrainingSettings settings)
{
    public void Run(Batch batch, RunningLoss running)
    {
        using var scope = NewDisposeScope();
        optimizer.ZeroGrad();
        var (logits, auxiliary) = Forward(batch.Images);
        var loss = Loss(logits, batch.Labels);
        if (auxiliary is not null)
        {
            loss += settings.AuxiliaryWeight * Loss(auxiliary, batch.Labels);
        }

        loss.backward();
        GradientClip.Apply(optimizer.Parameters, settings.GradientClip);
        optimizer.Step();
        running.Add(loss, logits, batch.Labels);
    }

    private (Tensor Logits, Tensor? Auxiliary) Forward(Tensor images)
    {
        using var autocast = Autocast.Begin(settings.Precision, images.device);
        var (logits, auxiliary) = network.ForwardBoth(images);
        return (logits.to(images.dtype), auxiliary?.to(images.dtype));
    }

    // quark0/darts CrossEntropyLabelSmooth: (1 − ε)·one-hot + ε/classes, which is libtorch's smoothing.
    private Tensor Loss(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, label_smoothing: settings.LabelSmoothing);
}
