namespace Darts.Benchmarks.Kernels;

/// <summary>A kernel on data of one size.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Size">On what.</param>
/// <param name="MultiplyAdds">How many multiplications with their additions it takes; 0 for one that memory limits.</param>
/// <param name="Bytes">How many bytes it reads and writes.</param>
/// <param name="Run">Does it once.</param>
public sealed record Kernel(string Name, string Size, double MultiplyAdds, double Bytes, Action Run)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Size}";
}
