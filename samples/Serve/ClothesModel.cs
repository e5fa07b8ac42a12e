using Darts.Kernels.Models;
using Darts.Kernels.Weights;

namespace Serve;

/// <summary>The model: a network for Fashion-MNIST that <c>darts run</c> found and trained; its code was written by <c>darts export</c>. A model's package has such a class already.</summary>
internal sealed class ClothesModel() : ImageModel(
    Network(),
    new ImagePreprocessing([0.28691494f], [0.35377926f]),
    ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"])
{
    private static ClothesInference Network()
    {
        using var weights = WeightsFile.OfResource(typeof(ClothesModel).Assembly, "clothes.safetensors");
        return new ClothesInference(weights);
    }
}
