using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Darts.Kernels;

/// <summary>The gradient of a depthwise convolution of stride 2 to its input: the four kinds of pixels of <see cref="DepthwisePhases"/>, then put together.</summary>
internal static unsafe class DepthwiseStridedGradient
{
    /// <summary>The input's gradient, written or added.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="phases">The convolution's.</param>
    /// <param name="padded">The output's gradient, in the layout of <see cref="DepthwisePhases.Gradient"/>.</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="beside">Room for a plane of the input.</param>
    /// <param name="to">[H, W].</param>
    /// <param name="width">W.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void Run<V>(DepthwisePhases phases, float* padded, float* weights, float* beside, float* to, int width, bool accumulate)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < 2; row++)
        {
            DepthwisePhases.Phase even = phases.All[2 * row], odd = phases.All[(2 * row) + 1];
            float* evens = beside, odds = beside + ((nint)even.Height * even.Width);
            Convolve<V>(phases, even, padded, weights, evens);
            Convolve<V>(phases, odd, padded, weights, odds);
            for (int i = 0; i < even.Height; i++)
                Join(evens + ((nint)i * even.Width), odds + ((nint)i * odd.Width), to + ((nint)((2 * i) + row) * width), width, accumulate);
        }
    }

    private static void Convolve<V>(DepthwisePhases phases, DepthwisePhases.Phase phase, float* padded, float* weights, float* to)
        where V : struct, ILanes<V>
    {
        int taps = phase.Taps.Length;
        float* met = stackalloc float[taps];
        for (int tap = 0; tap < taps; tap++)
            met[tap] = weights[phase.Taps[tap]];
        fixed (int* offsets = phase.Offsets)
            DepthwiseForward.Run<V>(new TapWindows(phase.Height, phase.Width, phases.Gradient.Pitch, offsets, taps, slides: null), padded, met, to);
    }

    /// <summary>A row of both kinds of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join(float* evens, float* odds, float* to, int width, bool accumulate)
    {
        int column = 0;
        for (; column <= width - 8; column += 8, evens += 4, odds += 4)
        {
            var (low, high) = Interleaved.Of(evens, odds);
            (accumulate ? low + Vector128.Load(to + column) : low).Store(to + column);
            (accumulate ? high + Vector128.Load(to + column + 4) : high).Store(to + column + 4);
        }
        for (; column < width; column++)
        {
            float value = column % 2 == 0 ? *evens++ : *odds++;
            to[column] = accumulate ? to[column] + value : value;
        }
    }
}
