namespace Darts.Kernels;

/// <summary>The sum of everything, normalised.</summary>
internal sealed unsafe class OutputWork(Workers workers, ChainsPlan plan, ConvolutionChains chains) : ImageWork(workers, plan.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        int outputs = chains.Chains[0][^1].Outputs, area = chains.Chains[0][^1].Shape.OutputArea;
        for (int image = from; image < to; image++)
        {
            float* output = (float*)plan.Output + (image * plan.OutputStride);
            for (int branch = 0; branch < plan.Branches; branch++)
            {
                var target = plan.Target(branch);
                float factor = ImageFactors.Of(target.Factors, image);
                for (int channel = 0; channel < outputs; channel++)
                {
                    int all = (branch * outputs) + channel;
                    nint offset = (((nint)image * plan.Branches * outputs) + all) * area;
                    for (int chain = 0; chain < chains.Chains.Length; chain++)
                    {
                        var norm = chains.Norms[chain][^1];
                        Planes.Affine<V>(
                            chains.Chains[chain][^1].Output + offset,
                            factor * norm.Scale[all],
                            factor * norm.Shift[all],
                            output + target.Offset + ((nint)channel * area),
                            area,
                            accumulate: chain > 0 || target.Accumulates);
                    }
                }
            }
            if (chains.Pools is { } pools)
                PoolPasses.AddTo<V>(pools, image, (float*)plan.Input + (image * plan.InputStride), output);
        }
    }
}
