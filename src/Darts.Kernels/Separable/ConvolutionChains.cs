namespace Darts.Kernels;

/// <summary>
/// Operations that read one value and whose outputs add up: chains of <see cref="ConvolutionStage"/>s, each with its last batch norm. One operation is the simple case, all operations on
/// all edges that leave a value of the supernet the other.
/// </summary>
internal sealed unsafe class ConvolutionChains
{
    private readonly Workers _workers;
    private readonly ChainsPlan _plan;

    /// <summary>Makes ready to compute.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="plan">What is to be computed.</param>
    public ConvolutionChains(Workers workers, ChainsPlan plan)
    {
        (_workers, _plan) = (workers, plan);
        Norms = Array.ConvertAll(plan.Chains, chain => Array.ConvertAll(chain, stage => stage.Norm(plan.Images, plan.Branches)));
        Chains = new ConvolutionStage[plan.Chains.Length][];
        for (int chain = 0; chain < Chains.Length; chain++)
            Chains[chain] = [.. plan.Chains[chain].Select((_, depth) => Stage(chain, depth))];
        Pools = plan.Pools is { } pools ? new PoolPair(plan.Images, plan.Branches, pools) : null;
    }

    /// <summary>The vectors to compute with; tests narrow it.</summary>
    public VectorWidth Width { get; init; } = VectorWidths.Widest;

    /// <summary>The stages of each operation.</summary>
    public ConvolutionStage[][] Chains { get; }

    /// <summary>The batch norm after each stage.</summary>
    public NormStatistics[][] Norms { get; }

    /// <summary>The pools.</summary>
    public PoolPair? Pools { get; }

    private int Depth => Chains.Max(chain => chain.Length);

    /// <summary>Computes.</summary>
    public void Forward()
    {
        using var alone = _workers.Enter();
        if (!_plan.Training)
        {
            foreach (var norm in Norms.SelectMany(chain => chain))
                norm.Use();
            Pools?.MaxNorm.Use();
            Pools?.AverageNorm.Use();
        }
        for (int depth = 0; depth < Depth; depth++)
        {
            new ForwardWork(_workers, _plan, At(depth), depth == 0 ? Pools : null) { Widest = Width }.Run();
            if (_plan.Training)
                Join(depth);
        }
        new OutputWork(_workers, _plan, this) { Widest = Width }.Run();
    }

    /// <summary>Computes the gradients, after <see cref="Forward"/> in training.</summary>
    /// <param name="gradients">Where they come from and go to.</param>
    public void Backward(ChainsGradients gradients)
    {
        using var alone = _workers.Enter();
        Place(gradients);
        new OutputGradientWork(_workers, _plan, this, gradients) { Widest = Width }.Run();
        foreach (var chain in Norms)
            chain[^1].JoinGradients();
        Pools?.MaxNorm.JoinGradients();
        Pools?.AverageNorm.JoinGradients();
        if (gradients.PoolWeights != 0)
            Pools!.JoinWeights((float*)gradients.PoolWeights);
        // α's gradients in the first cell come from its last batch norms alone.
        if (gradients.Input == 0 && !gradients.Stages.SelectMany(chain => chain).Any(stage => stage.GoesOn))
            return;
        for (int depth = Depth - 1; depth >= 0; depth--)
        {
            var work = new BackwardWork(_workers, _plan, At(depth), gradients, depth == 0 ? Pools : null, depth == 0) { Widest = Width };
            work.Run();
            work.Join([.. gradients.Stages.Where(chain => chain.Length > depth).Select(chain => chain[depth])]);
            foreach (var chain in Norms.Where(chain => depth > 0 && chain.Length > depth))
                chain[depth - 1].JoinGradients();
        }
    }

    private ConvolutionStage Stage(int chain, int depth)
    {
        var tensors = _plan.Chains[chain][depth];
        bool first = depth == 0;
        return new ConvolutionStage
        {
            Images = _plan.Images,
            Branches = _plan.Branches,
            Inputs = tensors.Inputs,
            Outputs = tensors.Outputs,
            Shape = tensors.Shape,
            Input = (float*)(first ? _plan.Input : _plan.Chains[chain][depth - 1].Output),
            InputStride = first ? _plan.InputStride : (nint)_plan.Branches * tensors.Inputs * tensors.Shape.Area,
            InputNorm = first ? null : Norms[chain][depth - 1],
            Rectifies = first && _plan.Rectifies,
            Depthwise = (float*)tensors.Depthwise,
            Pointwise = (float*)tensors.Pointwise,
            Output = (float*)tensors.Output,
            Norm = _plan.Training ? Norms[chain][depth] : null,
        };
    }

    private void Place(ChainsGradients gradients)
    {
        for (int chain = 0; chain < Chains.Length; chain++)
        {
            for (int depth = 0; depth < Chains[chain].Length; depth++)
            {
                var wanted = gradients.Stages[chain][depth];
                var stage = Chains[chain][depth];
                bool last = depth == Chains[chain].Length - 1;
                stage.OutputGradient = (float*)(last ? gradients.Output : wanted.Output);
                stage.Targets = last ? _plan.Targets : null;
                stage.OutputGradientStride = last ? gradients.OutputStride : (nint)stage.Branches * stage.Outputs * stage.Shape.OutputArea;
                nint input = gradients.Rectified != 0 ? gradients.Rectified : gradients.Input;
                stage.InputGradient = (float*)(depth == 0 ? input : gradients.Stages[chain][depth - 1].Output);
                stage.StartsInputGradient = depth == 0 && chain == 0 && (gradients.Rectified != 0 || gradients.InputIsNew);
                stage.WantsWeights = wanted.Pointwise != 0;
                Norms[chain][depth].WeightGradient = (float*)wanted.Weight;
                Norms[chain][depth].BiasGradient = (float*)wanted.Bias;
            }
        }
    }

    private void Join(int depth)
    {
        foreach (var chain in Norms.Where(chain => chain.Length > depth))
            chain[depth].Join();
        if (depth > 0)
            return;
        Pools?.MaxNorm.Join();
        Pools?.AverageNorm.Join();
    }

    private ConvolutionStage[] At(int depth) => [.. Chains.Where(chain => chain.Length > depth).Select(chain => chain[depth])];
}
