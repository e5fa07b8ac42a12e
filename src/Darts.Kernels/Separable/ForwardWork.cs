namespace Darts.Kernels;

/// <summary>The forward pass of all stages of one depth, and of the pools.</summary>
internal sealed unsafe class ForwardWork(Workers workers, ChainsPlan plan, ConvolutionStage[] stages, PoolPair? pools) : ImageWork(workers, plan.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        foreach (var stage in stages)
            StageForward.Run<V>(stage, from, to, scratch);
        if (pools is null)
            return;
        scratch.Pools.Prepare<V>(pools.Shape);
        for (int image = from; image < to; image++)
            PoolPasses.Forward<V>(pools, image, (float*)plan.Input + (image * plan.InputStride), scratch.Pools, plan.Training);
    }
}
