namespace Darts.Kernels;

/// <summary>The backward pass of all stages of one depth; of the first depth also that of the ReLU before them and of the pools.</summary>
internal sealed unsafe class BackwardWork : ImageWork
{
    private readonly ChainsPlan _plan;
    private readonly ConvolutionStage[] _stages;
    private readonly ChainsGradients _gradients;
    private readonly PoolPair? _pools;
    private readonly bool _first;
    private readonly float* _partials;
    private readonly int _length;

    /// <summary>Makes ready.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="plan">What was computed.</param>
    /// <param name="stages">The stages.</param>
    /// <param name="gradients">Where gradients come from and go to.</param>
    /// <param name="pools">The pools; null at other depths than the first.</param>
    /// <param name="first">Whether these are first stages.</param>
    public BackwardWork(Workers workers, ChainsPlan plan, ConvolutionStage[] stages, ChainsGradients gradients, PoolPair? pools, bool first)
        : base(workers, plan.Images)
    {
        (_plan, _stages, _gradients, _pools, _first) = (plan, stages, gradients, pools, first);
        _length = stages.Where(stage => stage.WantsWeights).Sum(stage => stage.WeightLength);
        if (_length > 0)
            _partials = workers.Partials(Parts * _length);
    }

    /// <summary>Adds the parts' gradients of weights up, in their order.</summary>
    /// <param name="weights">Where they go.</param>
    public void Join(StageGradients[] weights)
    {
        float* from = _partials;
        for (int index = 0; index < _stages.Length; index++)
        {
            var stage = _stages[index];
            if (!stage.WantsWeights)
                continue;
            if (stage.Spreads)
                Sum(from, (float*)weights[index].Depthwise, stage.DepthwiseLength);
            Sum(from + stage.DepthwiseLength, (float*)weights[index].Pointwise, stage.WeightLength - stage.DepthwiseLength);
            from += stage.WeightLength;
        }
    }

    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        float* weights = _partials + ((nint)part * _length);
        new Span<float>(weights, _length).Clear();
        foreach (var stage in _stages)
        {
            StageBackward.Run<V>(stage, from, to, scratch, weights);
            if (stage.WantsWeights)
                weights += stage.WeightLength;
        }
        if (!_first || _gradients.Input == 0)
            return;
        if (_pools is { } pools)
            scratch.Pools.Prepare<V>(pools.Shape);
        for (int image = from; image < to; image++)
            Finish<V>(image, scratch);
    }

    /// <summary>What comes to the input other than through convolutions.</summary>
    private void Finish<V>(int image, Scratch scratch)
        where V : struct, ILanes<V>
    {
        float* value = (float*)_plan.Input + (image * _plan.InputStride), to = (float*)_gradients.Input + (image * _plan.InputStride);
        int count = _stages[0].Inputs * _stages[0].Shape.Area;
        float* rectified = (float*)_gradients.Rectified + ((nint)image * count);
        if (_gradients.Rectified != 0 && _gradients.InputIsNew)
            Planes.Masked<V>(rectified, value, to, count);
        else if (_gradients.Rectified != 0)
            Planes.AddMasked<V>(rectified, value, to, count);
        if (_pools is { } pools)
            PoolPasses.Backward<V>(pools, image, value, (float*)_gradients.Output + (image * _gradients.OutputStride), to, scratch.Pools);
    }

    private void Sum(float* from, float* to, int length)
    {
        for (int i = 0; i < length; i++)
        {
            float sum = from[i];
            for (int part = 1; part < Parts; part++)
                sum += from[((nint)part * _length) + i];
            to[i] = sum;
        }
    }
}
