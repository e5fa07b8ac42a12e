using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The supernet at its present α, as a network of images alone: what an evaluator takes. Borrows both.</summary>
internal sealed class MixedClassifier : nn.Module<Tensor, Tensor>
{
    private readonly ImageProblem _problem;

    public MixedClassifier(ImageProblem problem)
        : base(nameof(MixedClassifier)) => _problem = problem;

    public override Tensor forward(Tensor images) => _problem.Logits(images);

    // The supernet is not registered, so that disposing this does not dispose it.
    public override void train(bool train = true)
    {
        base.train(train);
        _problem.Supernet.train(train);
    }

    protected override void RegisterComponents()
    {
    }
}
