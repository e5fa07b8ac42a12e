namespace Darts.Kernels;

/// <summary>What the last batch norms, and the weights of pools, need to know of the output's gradient.</summary>
internal sealed unsafe class OutputGradientWork(Workers workers, ChainsPlan plan, ConvolutionChains chains, ChainsGradients gradients) : ImageWork(workers, plan.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        int channels = chains.Norms[0][^1].Channels, area = chains.Chains[0][^1].Shape.OutputArea;
        for (int image = from; image < to; image++)
        {
            float* first = (float*)gradients.Output + (image * gradients.OutputStride);
            for (int channel = 0; channel < channels; channel++)
            {
                nint offset = (((nint)image * channels) + channel) * area;
                for (int chain = 0; chain < chains.Chains.Length; chain++)
                {
                    var norm = chains.Norms[chain][^1];
                    norm.Note(image, channel, Planes.Sums<V>(first + ((nint)channel * area), chains.Chains[chain][^1].Output + offset, norm.Mean[channel], area));
                }
            }
            if (chains.Pools is { } pools)
                PoolPasses.Note<V>(pools, image, (float*)plan.Input + (image * plan.InputStride), first);
        }
    }
}
