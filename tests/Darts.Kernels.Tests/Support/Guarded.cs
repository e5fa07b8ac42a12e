namespace Darts.Kernels.Tests.Support;

/// <summary>A buffer between canaries: a kernel that writes a float too many is found out.</summary>
internal sealed unsafe class Guarded : IDisposable
{
    private const int Margin = 128;
    private const float Canary = 12345.678f;
    private readonly FloatBuffer _all;

    public Guarded(int length)
    {
        Length = length;
        _all = new FloatBuffer(length + (2 * Margin));
        _all.Span.Fill(Canary);
        Span.Clear();
    }

    public Guarded(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public float* Data => _all.Data + Margin;

    public Span<float> Span => new(Data, Length);

    public float this[int index] => Span[index];

    /// <summary>Random values between -1 and 1.</summary>
    public static Guarded Random(Random random, int length)
    {
        var buffer = new Guarded(length);
        foreach (ref float value in buffer.Span)
            value = (2 * random.NextSingle()) - 1;
        return buffer;
    }

    /// <summary>Fails where something was written outside.</summary>
    public void Check()
    {
        var span = _all.Span;
        Assert.True(span[..Margin].IndexOfAnyExcept(Canary) < 0, "Something was written before the buffer.");
        Assert.True(span[(Margin + Length)..].IndexOfAnyExcept(Canary) < 0, "Something was written behind the buffer.");
    }

    public void Dispose()
    {
        Check();
        _all.Dispose();
    }
}
