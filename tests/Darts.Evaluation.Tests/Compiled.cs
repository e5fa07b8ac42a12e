using Darts.Kernels.Inference;
using static TorchSharp.torch;

namespace Darts.Evaluation.Tests;

/// <summary>The networks that the generator made of this project's genotypes.</summary>
internal static class Compiled
{
    /// <summary>
    /// A new network, found by its class name: in a fresh clone <c>dotnet format</c> looks at the tests before there is a generator to run,
    /// and takes a class it does not know for a mistake.
    /// </summary>
    public static ImageClassifier Network(string name) => (ImageClassifier)Make(name);

    /// <summary>A new language model.</summary>
    public static LanguageModel LanguageModel(string name) => (LanguageModel)Make(name);

    /// <summary>A network's class for inference without a tensor library.</summary>
    public static CompiledClassifier ForInference(string name, IWeights weights) => (CompiledClassifier)Make($"{name}Inference", weights);

    /// <summary>The gradients there are, under the original's names.</summary>
    public static Dictionary<string, Tensor> GradientsOf(ImageClassifier network) => network.named_parameters()
        .Where(parameter => parameter.parameter.grad is not null)
        .SelectMany(parameter => MergedNames.Split(parameter.name, parameter.parameter.grad!))
        .ToDictionary(gradient => gradient.Name, gradient => gradient.Tensor);

    private static object Make(string name, params object[] arguments) =>
        Activator.CreateInstance(typeof(Compiled).Assembly.GetType($"{typeof(Compiled).Namespace}.{name}", throwOnError: true)!, arguments)!;
}
