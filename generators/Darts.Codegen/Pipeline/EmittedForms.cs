namespace Darts.Codegen;

/// <summary>Which classes are made of a network.</summary>
[Flags]
public enum EmittedForms
{
    /// <summary>X: trainable, over TorchSharp.</summary>
    Training = 1,

    /// <summary>XInference: weights in, logits or log-probabilities out, over Darts.Kernels alone.</summary>
    Inference = 2,

    /// <summary>Both.</summary>
    All = Training | Inference,
}
