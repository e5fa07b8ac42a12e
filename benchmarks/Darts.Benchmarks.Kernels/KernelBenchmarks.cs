using BenchmarkDotNet.Attributes;
using Darts.Kernels;

namespace Darts.Benchmarks.Kernels;

/// <summary>Every kernel on one core, in the widest vectors there are.</summary>
public class KernelBenchmarks
{
    /// <summary>The kernels, by what <c>--filter</c> finds them.</summary>
    public static IEnumerable<Kernel> All { get; } = VectorWidths.Widest switch
    {
        VectorWidth.Bits512 => Of<Lanes16>(),
        VectorWidth.Bits256 => Of<Lanes8>(),
        VectorWidth.Bits128 => Of<Lanes4>(),
        _ => Of<Lanes1>(),
    };

    /// <summary>The limits come first: columns set the others against them.</summary>
    [ParamsSource(nameof(All))]
    public Kernel Kernel { get; set; } = null!;

    /// <summary>Runs it once.</summary>
    [Benchmark]
    public void Run() => Kernel.Run();

    private static Kernel[] Of<V>()
        where V : struct, ILanes<V> => [Limits.MultiplyAdds<V>(), Limits.Copy<V>(), .. new Kernels().All<V>()];
}
