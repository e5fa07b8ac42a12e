namespace Darts.Shipping;

/// <summary>Which class of a network is written.</summary>
public enum SourceForm
{
    /// <summary><c>XInference</c>: weights in, logits or log-probabilities out, over Darts.Kernels alone.</summary>
    Inference,

    /// <summary><c>X</c>: trainable, over Darts.Networks and TorchSharp.</summary>
    Training,
}
