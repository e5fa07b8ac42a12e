using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Language;

/// <summary>What gates and candidates go through, against float64.</summary>
public sealed unsafe class GateFunctionTests
{
    private const double Bound = 3e-7;

    [Fact]
    public void Sigmoid_and_tanh_are_within_their_bound_everywhere() => Widths.All(new Everywhere());

    [Fact]
    public void What_is_no_number_stays_none_and_infinities_close_and_open() => Widths.All(new AtTheEnds());

    private static float[] Compute<V>(GateActivation activation, float[] values)
        where V : struct, ILanes<V>
    {
        using Guarded from = new(values), to = new(values.Length);
        for (int i = 0; i < values.Length; i += V.Count)
            V.Store(GateFunctions.Activated(activation, V.Load(from.Data + i)), to.Data + i);
        return to.Span.ToArray();
    }

    private sealed class Everywhere : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            // Every exponent from 2⁻⁴⁰ to 2⁸, of both signs, and steps in between.
            float[] values = [0, .. Enumerable.Range(0, 48 * 64).SelectMany(static i => new[] { MathF.ScaleB(1 + (i % 64 / 64f), (i / 64) - 40), -MathF.ScaleB(1 + (i % 64 / 64f), (i / 64) - 40) })];
            Array.Resize(ref values, (values.Length + 15) / 16 * 16);
            foreach ((GateActivation activation, Func<double, double> definition) in new (GateActivation, Func<double, double>)[]
            {
                (GateActivation.Sigmoid, static x => 1 / (1 + Math.Exp(-x))), (GateActivation.Tanh, Math.Tanh), (GateActivation.Relu, static x => Math.Max(0, x)), (GateActivation.Identity, static x => x),
            })
            {
                float[] computed = Compute<V>(activation, values);
                for (int i = 0; i < values.Length; i++)
                    Assert.True(Math.Abs(computed[i] - definition(values[i])) <= Bound, $"{activation}({values[i]}) is {computed[i]} in {typeof(V).Name}, not {definition(values[i])}.");
            }
        }
    }

    private sealed class AtTheEnds : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            float[] values = [.. Enumerable.Repeat(new[] { float.NegativeInfinity, -1000, 1000, float.PositiveInfinity, float.NaN, -88.8f, 88.8f, 0 }, 2).SelectMany(static eight => eight)];
            float[] sigmoid = Compute<V>(GateActivation.Sigmoid, values), tanh = Compute<V>(GateActivation.Tanh, values);
            Assert.Equal([0, 0, 1, 1, float.NaN], sigmoid.Take(5));
            Assert.Equal([-1, -1, 1, 1, float.NaN, -1, 1, 0], tanh.Take(8));
            Assert.InRange(sigmoid[5], 0, Bound);
            Assert.Equal(1, sigmoid[6]);
        }
    }
}
