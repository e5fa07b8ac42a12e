namespace Darts.Kernels;

/// <summary>What the last batch norms, and the weights of pools, need to know of the output's gradient.</summary>
internal sealed unsafe class OutputGradientWork(Workers workers, ChainsPlan plan, ConvolutionChains chains, ChainsGradients gradients) : ImageWork(workers, plan.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        int outputs = chains.Chains[0][^1].Outputs, area = chains.Chains[0][^1].Shape.OutputArea;
        for (int image = from; image < to; image++)
        {
            float* first = (float*)gradients.Output + (image * gradients.OutputStride);
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
                        (double sum, double product) = Planes.Sums<V>(first + target.Offset + ((nint)channel * area), chains.Chains[chain][^1].Output + offset, norm.Mean[all], area);
                        norm.Note(image, all, (factor * sum, factor * product));
                    }
                }
            }
            if (chains.Pools is { } pools)
                PoolPasses.Note<V>(pools, image, (float*)plan.Input + (image * plan.InputStride), first);
        }
    }
}
