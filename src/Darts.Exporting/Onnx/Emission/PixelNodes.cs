using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>From pixels to what a network takes.</summary>
internal static class PixelNodes
{
    private const float White = 255;

    /// <summary>(x/255 − mean)/std, with the roundings of training.</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="pixels">uint8.</param>
    /// <param name="normalisation">The numbers.</param>
    public static MapValue Normalise(this GraphBuilder builder, MapValue pixels, PixelNormalisation normalisation)
    {
        const string Name = "preprocessing";
        MapValue values = builder.Add("Cast", $"{Name}/float", pixels.Shape, [pixels.Name], OnnxAttribute.Number("to", OnnxTensor.Float));
        values = Apply("Div", "unit", [White]);
        values = Apply("Sub", "mean", normalisation.Mean);
        return Apply("Div", "std", normalisation.Std);

        MapValue Apply(string type, string role, IReadOnlyList<float> numbers)
        {
            string constant = builder.Constant($"{Name}.{role}", ScalarType.Float32, [1, numbers.Count, 1, 1], () => tensor(numbers.ToArray()));
            return builder.Add(type, $"{Name}/{role}", values.Shape, [values.Name, constant]);
        }
    }
}
