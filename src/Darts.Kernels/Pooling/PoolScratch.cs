namespace Darts.Kernels;

/// <summary>What a thread needs to pool.</summary>
internal sealed unsafe class PoolScratch : IDisposable
{
    private FloatBuffer _memory = new(0);

    /// <summary>A padded plane, its borders −∞.</summary>
    public float* Low { get; private set; }

    /// <summary>A padded plane, its borders 0.</summary>
    public float* Zero { get; private set; }

    /// <summary>A padded plane.</summary>
    public float* Gathered { get; private set; }

    /// <summary>A plane of the output, or of the input.</summary>
    public float* First { get; private set; }

    /// <summary>A plane of the output, or of the input.</summary>
    public float* Second { get; private set; }

    /// <summary>One over the pixels of each window.</summary>
    public float* Shares { get; private set; }

    /// <summary>A weight of 1 for each tap.</summary>
    public float* Ones { get; private set; }

    /// <summary>Makes room and sets borders and shares.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The windows.</param>
    public void Prepare<V>(DepthwiseShape shape)
        where V : struct, ILanes<V>
    {
        int padded = shape.PaddedLength + 16, plane = Math.Max(shape.Area, shape.OutputArea) + 16;
        int length = (3 * padded) + (3 * plane) + shape.Taps;
        if (_memory.Length < length)
        {
            _memory.Dispose();
            _memory = new FloatBuffer(length);
        }
        float* next = _memory.Data;
        Low = next;
        Zero = Low + padded;
        Gathered = Zero + padded;
        First = Gathered + padded;
        Second = First + plane;
        Shares = Second + plane;
        Ones = Shares + plane;
        new Span<float>(Low, shape.PaddedLength).Fill(float.NegativeInfinity);
        PaddedPlane.Clear(shape, Zero);
        new Span<float>(Ones, shape.Taps).Fill(1);
        AveragePooling.Shares<V>(shape, Ones, First, Zero, Shares);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
