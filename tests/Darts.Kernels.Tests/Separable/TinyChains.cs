using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Separable;

/// <summary>A separable and a dilated convolution and both pools on two edges that leave one value, in buffers between canaries.</summary>
internal sealed unsafe class TinyChains : IDisposable
{
    private const int Images = 5, Edges = 2, Channels = 6, Height = 9, Width = 18;
    private readonly List<Guarded> _buffers = [];
    private readonly Random _random = new(3);
    private readonly StageTensors[][] _chains;
    private readonly StageGradients[][] _gradients;
    private readonly PoolTensors _pools;
    private readonly Guarded _input, _output, _outputGradient, _inputGradient, _rectified, _poolWeights;
    private readonly List<(Guarded Values, Guarded Gradient)> _weights = [];
    private int _gradientsMade;

    public TinyChains(int stride)
    {
        var first = new DepthwiseShape(Height, Width, 3, stride, 1);
        var second = new DepthwiseShape(first.OutputHeight, first.OutputWidth, 3, 1, 1);
        var dilated = new DepthwiseShape(Height, Width, 5, stride, 2);
        int map = Images * Edges * Channels * first.OutputArea;
        _input = Random(Images * Channels * Height * Width);
        _output = Zeros(map);
        _outputGradient = Random(map);
        _inputGradient = Zeros(_input.Length);
        _rectified = Zeros(_input.Length);
        _chains = [[Stage(first), Stage(second)], [Stage(dilated)]];
        _gradients = [.. _chains.Select(chain => chain.Select((stage, depth) => Gradients(depth < chain.Length - 1 ? map : 0)).ToArray())];
        int terms = stride == 1 ? 3 : 2;
        _pools = new PoolTensors(
            new DepthwiseShape(Height, Width, 3, stride, 1), Channels, stride == 1, At(Random(Edges * terms)), At(Zeros(map / Edges)), At(Zeros(map / Edges)),
            At(Zeros(Channels)), At(Zeros(Channels)), At(Zeros(Channels)), At(Zeros(Channels)));
        _poolWeights = Zeros(Edges * terms);
    }

    /// <summary>The output and all gradients.</summary>
    public IEnumerable<Guarded> Results => [_output, _inputGradient, _poolWeights, .. _weights.Select(weight => weight.Gradient)];

    public void Run(VectorWidth width, int threads)
    {
        using var workers = new Workers(threads);
        var chains = Chains(workers, width);
        chains.Forward();
        chains.Backward(new ChainsGradients
        {
            Output = At(_outputGradient),
            OutputStride = _outputGradient.Length / Images,
            Input = At(_inputGradient),
            Rectified = At(_rectified),
            Stages = _gradients,
            PoolWeights = At(_poolWeights),
        });
    }

    /// <summary>How fast ⟨output, its gradient⟩ changes along the weights' gradients, by a difference; and by the gradients.</summary>
    public double Slope(out double expected)
    {
        const float step = 2e-4f;
        expected = _weights.Sum(weight => weight.Gradient.Span.ToArray().Sum(value => (double)value * value));
        return (Product(step) - Product(-step)) / (2 * step);
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
    }

    private double Product(float step)
    {
        Move(step);
        using var workers = new Workers(1);
        Chains(workers, VectorWidths.Widest).Forward();
        Move(-step);
        double product = 0;
        for (int i = 0; i < _output.Length; i++)
            product += (double)_output[i] * _outputGradient[i];
        return product;
    }

    private void Move(float step)
    {
        foreach (var (values, gradient) in _weights)
        {
            for (int i = 0; i < values.Length; i++)
                values.Span[i] += step * gradient[i];
        }
    }

    private ConvolutionChains Chains(Workers workers, VectorWidth width) => new(workers, new ChainsPlan
    {
        Images = Images,
        Branches = Edges,
        Input = At(_input),
        InputStride = Channels * Height * Width,
        Rectifies = true,
        Output = At(_output),
        OutputStride = _output.Length / Images,
        Chains = _chains,
        Pools = _pools,
        Training = true,
    })
    { Width = width };

    private StageTensors Stage(DepthwiseShape shape) => new(
        shape, Channels, Channels, Weight(Edges * Channels * shape.Taps), Weight(Edges * Channels * Channels), At(Zeros(Images * Edges * Channels * shape.OutputArea)),
        Weight(Edges * Channels), Weight(Edges * Channels), At(Zeros(Edges * Channels)), At(Zeros(Edges * Channels)));

    private StageGradients Gradients(int between)
    {
        int index = 4 * _gradientsMade++;
        return new(
            At(_weights[index].Gradient), At(_weights[index + 1].Gradient), At(_weights[index + 2].Gradient), At(_weights[index + 3].Gradient), between == 0 ? 0 : At(Zeros(between)));
    }

    private nint Weight(int length)
    {
        var values = Random(length);
        _weights.Add((values, Zeros(length)));
        return At(values);
    }

    private Guarded Random(int length) => Keep(Guarded.Random(_random, length));

    private Guarded Zeros(int length) => Keep(new Guarded(length));

    private Guarded Keep(Guarded buffer)
    {
        _buffers.Add(buffer);
        return buffer;
    }

    private static nint At(Guarded buffer) => (nint)buffer.Data;
}
