using Darts.Benchmarks.Peers;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Benchmarks.Examples;

/// <summary>DARTS_V2 with random weights: logits in evaluation, then loss and gradients of a training step without drop path.</summary>
/// <remarks>Loss and gradients are computed in float64: the auxiliary head's batch norms, which see few values, amplify float32's rounding to percents of the gradient.</remarks>
internal static class NetworkExample
{
    private const int Batch = 4, Channels = 36, Layers = 20;
    // Running statistics as they start make the logits of twenty layers next to nothing; each pass goes a tenth of the way to those of the images.
    private const int Passes = 10;
    private const double AuxiliaryWeight = 0.4;

    /// <summary>Computes.</summary>
    /// <returns><c>state.*</c>, <c>images</c>, <c>labels</c>, <c>logits</c>, <c>loss</c>, <c>grad.*</c> and the network's size.</returns>
    public static Dictionary<string, Tensor> Compute(Device device)
    {
        manual_seed(1);
        ImageClassifier network = DartsV2.Fused().to(device);
        Tensor images = randn(Batch, 3, 32, 32).to(device), labels = randint(10, [Batch], dtype: int64).to(device);
        using (no_grad())
        {
            for (int pass = 0; pass < Passes; pass++)
                network.forward(images).Dispose();
        }
        var example = network.state_dict().ToDictionary(entry => $"state.{entry.Key}", entry => entry.Value.detach().clone());
        (example["channels"], example["layers"]) = (tensor((long)Channels), tensor((long)Layers));
        (example["images"], example["labels"]) = (images, labels);

        using (InferenceNetwork inference = network.ForInference())
            example["logits"] = inference.forward(images);

        network.to(float64);
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images.to(float64));
        Tensor loss = F.cross_entropy(logits, labels) + (AuxiliaryWeight * F.cross_entropy(auxiliary!, labels));
        loss.backward();
        example["loss"] = loss.detach();
        foreach (var (name, parameter) in network.named_parameters())
        {
            foreach (var (part, gradient) in MergedNames.Split(name, parameter.grad ?? zeros_like(parameter)))
                example[$"grad.{part}"] = gradient.to(float32);
        }
        return example;
    }
}
