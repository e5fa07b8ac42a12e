using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a decoder's backward pass makes of the logits' gradient, which lies in panels.</summary>
internal static class DecoderGradients
{
    // So many words at a time: a panel of their weights fits into a core's cache.
    private const int PanelsAtOnce = 1024 / PanelMatrix.Columns;

    /// <summary>Of what the decoder read, [M, H].</summary>
    /// <param name="logits">The logits' gradient, [M, V].</param>
    /// <param name="weight">[V, H].</param>
    /// <param name="room">Where to pack it.</param>
    public static Tensor OfOutputs(PanelMatrix logits, Tensor weight, PanelMatrix room)
    {
        Tensor outputs = empty(logits.Rows, weight.shape[1]);
        for (int panel = 0; panel < logits.Panels; panel += PanelsAtOnce)
        {
            long word = (long)panel * PanelMatrix.Columns, words = Math.Min(PanelsAtOnce * PanelMatrix.Columns, logits.Width - word);
            new Factor(weight.narrow(0, word, words), room).MultiplyPanels(logits, panel, outputs, adds: panel > 0);
        }
        return outputs;
    }

    /// <summary>Of its weight, [V, H].</summary>
    /// <param name="logits">The logits' gradient, [M, V].</param>
    /// <param name="outputs">What the decoder read, [M, H].</param>
    public static Tensor OfWeight(PanelMatrix logits, Tensor outputs)
    {
        Tensor weight = empty(logits.Width, outputs.shape[1]), states = outputs.t();
        PanelProduct.Run(
            CpuKernels.Workers, CpuKernels.Address(states), states.stride(0), states.stride(1), (int)states.shape[0], logits, CpuKernels.Address(weight), 1, adds: false, resultColumn: weight.stride(0));
        return weight;
    }
}
