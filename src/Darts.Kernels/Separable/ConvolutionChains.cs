namespace Darts.Kernels;

/// <summary>
/// Operations that read one value and whose outputs add up: chains of <see cref="ConvolutionStage"/>s, each with its last batch norm. One operation is the simple case, all operations on
/// all edges that leave a value of the supernet the other.
/// </summary>
/// <remarks>Addresses are of contiguous float32 in the order NCHW, and must hold from <see cref="Forward"/> to <see cref="Backward"/>.</remarks>
internal sealed unsafe class ConvolutionChains
{
    private readonly Workers _workers;
    private readonly ConvolutionStage[][] _chains;
    private readonly NormStatistics[][] _norms;
    private readonly bool _training;

    /// <summary>Joins operations.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="images">N.</param>
    /// <param name="branches">How many branches each operation has.</param>
    /// <param name="input">The value all read, [N, C, H, W].</param>
    /// <param name="chains">The stages of each operation; all end in the same shape.</param>
    /// <param name="training">Whether batch norms take the batch's statistics, not the running ones.</param>
    public ConvolutionChains(Workers workers, int images, int branches, nint input, StageTensors[][] chains, bool training)
    {
        (_workers, _training) = (workers, training);
        _norms = Array.ConvertAll(chains, chain => Array.ConvertAll(chain, stage => stage.Norm(images, branches)));
        _chains = new ConvolutionStage[chains.Length][];
        for (int chain = 0; chain < chains.Length; chain++)
        {
            _chains[chain] = new ConvolutionStage[chains[chain].Length];
            for (int depth = 0; depth < chains[chain].Length; depth++)
                _chains[chain][depth] = Stage(chain, depth);
        }

        ConvolutionStage Stage(int chain, int depth)
        {
            var tensors = chains[chain][depth];
            return new ConvolutionStage
            {
                Images = images,
                Branches = branches,
                Inputs = tensors.Inputs,
                Outputs = tensors.Outputs,
                Shape = tensors.Shape,
                Input = (float*)(depth == 0 ? input : chains[chain][depth - 1].Output),
                InputNorm = depth == 0 ? null : _norms[chain][depth - 1],
                Depthwise = (float*)tensors.Depthwise,
                Pointwise = (float*)tensors.Pointwise,
                Output = (float*)tensors.Output,
                Norm = training ? _norms[chain][depth] : null,
            };
        }
    }

    /// <summary>The vectors to compute with; tests narrow it.</summary>
    public VectorWidth Width { get; init; } = VectorWidths.Widest;

    private int Depth => _chains.Max(chain => chain.Length);

    /// <summary>Computes.</summary>
    /// <param name="output">[N, branches·outputs, H', W'].</param>
    public void Forward(nint output)
    {
        using var alone = _workers.Enter();
        if (!_training)
        {
            foreach (var norm in _norms.SelectMany(chain => chain))
                norm.Use();
        }
        for (int depth = 0; depth < Depth; depth++)
        {
            new Stages(_workers, At(depth), backward: false) { Width = Width }.Run();
            foreach (var chain in _norms.Where(chain => _training && chain.Length > depth))
                chain[depth].Join();
        }
        new Outputs(_workers, _chains, _norms, (float*)output) { Width = Width }.Run();
    }

    /// <summary>Computes the gradients, after <see cref="Forward"/> in training.</summary>
    /// <param name="gradient">Of the output.</param>
    /// <param name="inputGradient">What to add the input's gradient to; 0 if it is not wanted.</param>
    /// <param name="gradients">What else is wanted, for each stage.</param>
    public void Backward(nint gradient, nint inputGradient, StageGradients[][] gradients)
    {
        using var alone = _workers.Enter();
        Place(gradient, inputGradient, gradients);
        new OutputGradients(_workers, _chains, _norms, (float*)gradient) { Width = Width }.Run();
        foreach (var chain in _norms)
            chain[^1].JoinGradients();
        // α's gradients in the first cell come from its batch norms alone.
        if (inputGradient == 0 && !gradients.SelectMany(chain => chain).Any(stage => stage.GoesOn))
            return;
        for (int depth = Depth - 1; depth >= 0; depth--)
        {
            var work = new Stages(_workers, At(depth), backward: true) { Width = Width };
            work.Run();
            work.Join([.. gradients.Where(chain => chain.Length > depth).Select(chain => chain[depth])]);
            foreach (var chain in _norms.Where(chain => depth > 0 && chain.Length > depth))
                chain[depth - 1].JoinGradients();
        }
    }

    private void Place(nint gradient, nint inputGradient, StageGradients[][] gradients)
    {
        for (int chain = 0; chain < _chains.Length; chain++)
        {
            for (int depth = 0; depth < _chains[chain].Length; depth++)
            {
                var wanted = gradients[chain][depth];
                var stage = _chains[chain][depth];
                stage.OutputGradient = (float*)(depth == _chains[chain].Length - 1 ? gradient : wanted.Output);
                stage.InputGradient = (float*)(depth == 0 ? inputGradient : gradients[chain][depth - 1].Output);
                stage.WantsWeights = wanted.Pointwise != 0;
                _norms[chain][depth].WeightGradient = (float*)wanted.Weight;
                _norms[chain][depth].BiasGradient = (float*)wanted.Bias;
            }
        }
    }

    private ConvolutionStage[] At(int depth) => [.. _chains.Where(chain => chain.Length > depth).Select(chain => chain[depth])];

    /// <summary>The stages of one depth.</summary>
    private sealed class Stages : ImageWork
    {
        private readonly ConvolutionStage[] _stages;
        private readonly bool _backward;
        private readonly float* _partials;
        private readonly int _length;

        public Stages(Workers workers, ConvolutionStage[] stages, bool backward)
            : base(workers, stages[0].Images)
        {
            (_stages, _backward) = (stages, backward);
            _length = backward ? stages.Where(stage => stage.WantsWeights).Sum(stage => stage.WeightLength) : 0;
            if (_length > 0)
                _partials = workers.Partials(Parts * _length);
        }

        /// <summary>Adds the parts' gradients up, in their order.</summary>
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

        protected override void Part<V>(int part, int from, int to, Scratch scratch)
        {
            float* weights = _partials + ((nint)part * _length);
            new Span<float>(weights, _length).Clear();
            foreach (var stage in _stages)
            {
                if (!_backward)
                {
                    StageForward.Run<V>(stage, from, to, scratch);
                    continue;
                }
                StageBackward.Run<V>(stage, from, to, scratch, weights);
                if (stage.WantsWeights)
                    weights += stage.WeightLength;
            }
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

    /// <summary>The sum of the normalised outputs.</summary>
    private sealed class Outputs(Workers workers, ConvolutionStage[][] chains, NormStatistics[][] norms, float* output) : ImageWork(workers, chains[0][0].Images)
    {
        protected override void Part<V>(int part, int from, int to, Scratch scratch)
        {
            int channels = norms[0][^1].Channels, area = chains[0][^1].Shape.OutputArea;
            for (int image = from; image < to; image++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    nint offset = (((nint)image * channels) + channel) * area;
                    for (int chain = 0; chain < chains.Length; chain++)
                    {
                        var norm = norms[chain][^1];
                        Planes.Affine<V>(chains[chain][^1].Output + offset, norm.Scale[channel], norm.Shift[channel], output + offset, area, accumulate: chain > 0);
                    }
                }
            }
        }
    }

    /// <summary>What the last batch norms need to know of the output's gradient.</summary>
    private sealed class OutputGradients(Workers workers, ConvolutionStage[][] chains, NormStatistics[][] norms, float* gradient) : ImageWork(workers, chains[0][0].Images)
    {
        protected override void Part<V>(int part, int from, int to, Scratch scratch)
        {
            int channels = norms[0][^1].Channels, area = chains[0][^1].Shape.OutputArea;
            for (int image = from; image < to; image++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    nint offset = (((nint)image * channels) + channel) * area;
                    for (int chain = 0; chain < chains.Length; chain++)
                    {
                        var norm = norms[chain][^1];
                        norm.Note(image, channel, Planes.Sums<V>(gradient + offset, chains[chain][^1].Output + offset, norm.Mean[channel], area));
                    }
                }
            }
        }
    }
}
