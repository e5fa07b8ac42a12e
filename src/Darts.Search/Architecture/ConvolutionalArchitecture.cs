using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>α of an image supernet: one table for its normal cells, one for its reduction cells, [14, 8] each.</summary>
/// <param name="normal">α of the normal cells; copied.</param>
/// <param name="reduce">α of the reduction cells; copied.</param>
/// <exception cref="ArgumentException">A tensor has another shape.</exception>
public sealed class ConvolutionalArchitecture(Tensor normal, Tensor reduce)
    : ArchitectureParameters(CellSpace.Convolutional, ("normal", "alphas_normal", normal), ("reduce", "alphas_reduce", reduce))
{
    /// <summary>α of the normal cells, [14, 8].</summary>
    public Parameter Normal => Tables[0].Alphas;

    /// <summary>α of the reduction cells, [14, 8].</summary>
    public Parameter Reduce => Tables[1].Alphas;

    /// <summary>α at the start of a search.</summary>
    /// <param name="seed">The search's seed.</param>
    /// <param name="device">Where the parameters live.</param>
    public static ConvolutionalArchitecture Initialise(long seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)seed), CPU);
        var normal = Draw(CellSpace.Convolutional, generator);
        var reduce = Draw(CellSpace.Convolutional, generator);
        return new ConvolutionalArchitecture(normal.to(device), reduce.to(device));
    }
}
