namespace Darts.Kernels;

/// <summary>What one thread needs between reading and writing; grows to what the largest stage asks for and is used again and again.</summary>
internal sealed unsafe class Scratch : IDisposable
{
    /// <summary>What may be read beyond the end of a buffer: the widest tile.</summary>
    private const int Slack = 64;

    private readonly FloatBuffer?[] _buffers = new FloatBuffer?[7];

    /// <summary>What pools need.</summary>
    public PoolScratch Pools { get; } = new();

    /// <summary>A padded copy of the input.</summary>
    public float* Padded { get; private set; }

    /// <summary>A padded copy of the gradient.</summary>
    public float* PaddedGradient { get; private set; }

    /// <summary>A plane.</summary>
    public float* Plane { get; private set; }

    /// <summary>[block, inputs, stride]: what the depthwise convolution gives, later its gradient.</summary>
    public float* Spread { get; private set; }

    /// <summary>[block, outputs, stride]: the gradient of what the 1×1 convolution gives.</summary>
    public float* Mixed { get; private set; }

    /// <summary>The weights of a 1×1 convolution, packed.</summary>
    public float* Packed { get; private set; }

    /// <summary>[taps, lanes].</summary>
    public float* Sums { get; private set; }

    /// <summary>Makes room for a stage. Borders and what lies behind the last pixel of a channel are zero afterwards.</summary>
    /// <param name="stage">The stage.</param>
    public void Prepare(ConvolutionStage stage)
    {
        var shape = stage.Shape;
        Padded = Room(0, shape.PaddedLength);
        PaddedGradient = Room(1, shape.PaddedLength);
        Plane = Room(2, Math.Max(shape.Area, shape.OutputArea));
        Spread = Room(3, stage.Block * stage.Inputs * stage.Stride);
        Mixed = Room(4, stage.Block * stage.Outputs * stage.Stride);
        Packed = Room(5, Math.Max(PackedWeights.Length(stage.Outputs, stage.Inputs), PackedWeights.Length(stage.Inputs, stage.Outputs)));
        Sums = Room(6, shape.Taps * DepthwiseWeightGradient.Lanes);
        PaddedPlane.Clear(shape, Padded);
        PaddedPlane.Clear(shape, PaddedGradient);
        if (shape.OutputArea % DepthwiseWeightGradient.Lanes == 0)
            return;
        new Span<float>(Spread, stage.Block * stage.Inputs * stage.Stride).Clear();
        new Span<float>(Mixed, stage.Block * stage.Outputs * stage.Stride).Clear();
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Pools.Dispose();
        foreach (var buffer in _buffers)
            buffer?.Dispose();
    }

    private float* Room(int index, int length)
    {
        ref var buffer = ref _buffers[index];
        if (buffer is null || buffer.Length < length + Slack)
        {
            buffer?.Dispose();
            buffer = new FloatBuffer(length + Slack);
        }
        return buffer.Data;
    }
}
