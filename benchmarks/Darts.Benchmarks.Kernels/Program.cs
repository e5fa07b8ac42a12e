using System.Globalization;
using Darts.Benchmarks.Kernels;
using Darts.Kernels;

switch (VectorWidths.Widest)
{
    case VectorWidth.Bits512:
        Print<Lanes16>();
        break;
    case VectorWidth.Bits256:
        Print<Lanes8>();
        break;
    case VectorWidth.Bits128:
        Print<Lanes4>();
        break;
    default:
        Print<Lanes1>();
        break;
}

static void Print<V>()
    where V : struct, ILanes<V>
{
    using var kernels = new Kernels();
    double peak = Limits.MultiplyAdds<V>(), copy = Limits.Bytes<V>();
    var culture = CultureInfo.InvariantCulture;
    Console.WriteLine(string.Create(culture, $"Vectors of {V.Count} floats. A core's limits: {2 * peak / 1e9:F0} GFLOP/s in registers, {copy / 1e9:F0} GB/s copied within the first cache."));
    Console.WriteLine();
    Console.WriteLine("| kernel | map | µs | GFLOP/s | of the limit | GB/s | of a copy |");
    Console.WriteLine("|---|---|---:|---:|---:|---:|---:|");
    foreach (var kernel in kernels.All<V>())
    {
        double seconds = Stopwatches.Best(kernel.Run), speed = kernel.MultiplyAdds / seconds, bytes = kernel.Bytes / seconds;
        string flops = kernel.MultiplyAdds == 0 ? "| |" : string.Create(culture, $"{2 * speed / 1e9:F0} | {speed / peak:P0} |");
        Console.WriteLine(string.Create(culture, $"| {kernel.Name} | {kernel.Size} | {seconds * 1e6:F2} | {flops} {bytes / 1e9:F0} | {bytes / copy:P0} |"));
    }
}
