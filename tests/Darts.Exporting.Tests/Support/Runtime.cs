using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests.Support;

/// <summary>ONNX Runtime with one file loaded.</summary>
internal sealed class Runtime : IDisposable
{
    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };

    public Runtime(string path) => Session = new InferenceSession(path, _options);

    public InferenceSession Session { get; }

    /// <summary>The logits, float32 [N, classes].</summary>
    /// <param name="images">float32, or uint8 for a graph that takes pixels.</param>
    public Tensor Run(Tensor images)
    {
        using var input = images.dtype == ScalarType.Byte
            ? OrtValue.CreateTensorValueFromMemory(images.contiguous().data<byte>().ToArray(), images.shape)
            : OrtValue.CreateTensorValueFromMemory(images.contiguous().data<float>().ToArray(), images.shape);
        using var run = new RunOptions();
        using var outputs = Session.Run(run, ["images"], [input], ["logits"]);
        return tensor(outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }

    public void Dispose()
    {
        Session.Dispose();
        _options.Dispose();
    }
}
