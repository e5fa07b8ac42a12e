using Darts.Kernels.Inference;
using Darts.Kernels.Models;

namespace Darts.Kernels.Tests.Models;

/// <summary>A model whose network has no cells: its classifier sees the average of each channel of a picture of 2×3 pixels.</summary>
internal sealed class BrightnessModel(params string[] classes) : ImageModel(new Averages(), new([0, 0, 0], [1, 1, 1]), classes)
{
    private sealed class Averages() : CompiledClassifier(new Weights(), new("Averages", "0", 3, 2, 3, 3, Image, Image, 2, 3, Classifier: 0, Weights: 12, Arena: 18, Inputs: 0))
    {
        private static Map Image => new(0, 3, 3, 6);

        protected override void Pack(WeightPacker packer) => packer.Linear(0, "classifier", 3, 3);

        protected internal override void Forward(Frame frame)
        {
            // The features are the image itself.
        }
    }

    /// <summary>Each class is ten times a channel.</summary>
    private sealed class Weights : IWeights
    {
        public void Read(string name, Span<float> to)
        {
            float[] values = name == "classifier.weight" ? [10, 0, 0, 0, 10, 0, 0, 0, 10] : [0, 0, 0];
            values.CopyTo(to);
        }
    }
}
