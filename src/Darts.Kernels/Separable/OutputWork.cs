namespace Darts.Kernels;

/// <summary>The sum of everything, normalised.</summary>
internal sealed unsafe class OutputWork(Workers workers, ChainsPlan plan, ConvolutionChains chains) : ImageWork(workers, plan.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        int channels = chains.Norms[0][^1].Channels, area = chains.Chains[0][^1].Shape.OutputArea;
        for (int image = from; image < to; image++)
        {
            float* output = (float*)plan.Output + (image * plan.OutputStride);
            for (int channel = 0; channel < channels; channel++)
            {
                nint offset = (((nint)image * channels) + channel) * area;
                for (int chain = 0; chain < chains.Chains.Length; chain++)
                {
                    var norm = chains.Norms[chain][^1];
                    Planes.Affine<V>(
                        chains.Chains[chain][^1].Output + offset,
                        norm.Scale[channel],
                        norm.Shift[channel],
                        output + ((nint)channel * area),
                        area,
                        accumulate: chain > 0 || plan.Accumulates);
                }
            }
            if (chains.Pools is { } pools)
                PoolPasses.AddTo<V>(pools, image, (float*)plan.Input + (image * plan.InputStride), output);
        }
    }
}
