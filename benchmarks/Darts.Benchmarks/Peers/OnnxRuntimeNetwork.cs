using Darts.Exporting;
using Darts.Genotypes;
using Darts.Networks;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>A network as ONNX Runtime computes it on the CPU, from our export.</summary>
internal sealed class OnnxRuntimeNetwork : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Exports and loads.</summary>
    /// <param name="network">The network, compiled from the genotype.</param>
    public OnnxRuntimeNetwork(ImageClassifier network)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            OnnxExport.Write(GenotypeReader.Read(File.ReadAllText(DartsV2.Path)).Genotype!, network, path);
            using var options = new SessionOptions { IntraOpNumThreads = get_num_threads() };
            // Its threads look for work while a run lasts, as they do by default, but not after it: they would take a core from whoever is measured next.
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
            _session = new InferenceSession(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Computes the logits and forgets them.</summary>
    /// <param name="images">[N, C, H, W], one after the other.</param>
    /// <param name="shape">N, C, H, W.</param>
    public void Classify(float[] images, long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(images, shape);
        using var options = new RunOptions();
        using var outputs = _session.Run(options, ["images"], [input], ["logits"]);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
