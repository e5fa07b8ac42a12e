using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>A network of all that training has to do with: convolution, batch norm, drop path, an auxiliary head. 1×4×4 images, 3 classes.</summary>
internal sealed class TinyClassifier : ImageClassifier
{
    private readonly Convolution _convolution = Convolution.Full(1, 4, (3, 3), (1, 1), (1, 1));
    private readonly BatchNorm _norm = new(4);
    private readonly Linear _classifier = new(4, 3);
    private readonly Linear _auxiliary = new(4, 3);

    public TinyClassifier(string genotypeHash = "tiny")
        : base(new("Tiny", genotypeHash, 1, 4, 4, 3, true, 59))
    {
        register_module("convolution", _convolution);
        register_module("norm", _norm);
        register_module("classifier", _classifier);
        register_module("auxiliary_head", _auxiliary);
    }

    /// <summary>Called before every pass in training mode with its number, from 1.</summary>
    public Action<int>? OnStep { get; set; }

    public int Passes { get; private set; }

    public static TinyClassifier Seeded(long seed, string genotypeHash = "tiny")
    {
        RandomState.Set(seed, StreamPurpose.Initial);
        return new(genotypeHash);
    }

    // Training and testing have nothing to do with it.
    public override InferenceNetwork ForInference() => throw new NotSupportedException();

    protected override (Tensor Logits, Tensor? Auxiliary) Compute(Tensor images, DropPath drop)
    {
        if (training)
        {
            Passes++;
            OnStep?.Invoke(Passes);
        }

        var features = drop.Draw(edges: 1, images).On(0, _norm.forward(_convolution.forward(images))).relu().mean([2, 3]);
        return (_classifier.forward(features), training ? _auxiliary.forward(features) : null);
    }
}
