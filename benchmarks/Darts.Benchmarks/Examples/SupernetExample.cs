using Darts.Networks;
using Darts.Search;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Examples;

/// <summary>The supernet with random weights and α: logits, loss and all gradients of a batch in training, computed in float64.</summary>
internal static class SupernetExample
{
    private const int Batch = 4, Channels = 8, Layers = 5, Classes = 10;

    /// <summary>Computes.</summary>
    /// <returns><c>state.*</c> with α, <c>images</c>, <c>labels</c>, <c>logits</c>, <c>loss</c>, <c>grad.*</c> and the network's size.</returns>
    public static Dictionary<string, Tensor> Compute(Device device)
    {
        manual_seed(2);
        using Supernet supernet = new Supernet(Channels, Layers, Classes, inputChannels: 3).to(device).to(float64);
        long[] shape = [SearchSpace.Edges, SearchSpace.Operations.Count];
        using var architecture = new ConvolutionalArchitecture(randn(shape).to(device).to(float64), randn(shape).to(device).to(float64));
        var problem = new ImageProblem(supernet, architecture);
        using var batch = new Batch(0, randn(Batch, 3, 32, 32).to(device).to(float64), randint(Classes, [Batch], dtype: int64).to(device));

        var example = supernet.state_dict().Concat(architecture.Named.Select(alphas => KeyValuePair.Create(alphas.Name, alphas.Parameter)))
            .ToDictionary(entry => $"state.{entry.Key}", entry => entry.Value.detach().clone());
        (example["channels"], example["layers"]) = (tensor((long)Channels), tensor((long)Layers));
        (example["images"], example["labels"]) = (batch.Images.clone(), batch.Labels.clone());

        var outcome = problem.Backward(batch, Gradients.Both);
        (example["logits"], example["loss"]) = (outcome.Output, outcome.Loss);
        foreach (var (name, parameter) in problem.Weights.Concat(architecture.Named))
        {
            foreach (var (part, gradient) in MergedNames.Split(name, parameter.grad!))
                example[$"grad.{part}"] = gradient.clone();
        }
        return example;
    }
}
