using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>α of a recurrent supernet: one table, [36, 5].</summary>
/// <param name="recurrent">α; copied.</param>
/// <exception cref="ArgumentException">The tensor has another shape.</exception>
public sealed class RecurrentArchitecture(Tensor recurrent) : ArchitectureParameters(CellSpace.Recurrent, ("recurrent", "alphas", recurrent))
{
    /// <summary>α, [36, 5].</summary>
    public Parameter Recurrent => Tables[0].Alphas;

    /// <summary>α at the start of a search.</summary>
    /// <param name="seed">The search's seed.</param>
    /// <param name="device">Where the parameters live.</param>
    public static RecurrentArchitecture Initialise(long seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)seed), CPU);
        return new RecurrentArchitecture(Draw(CellSpace.Recurrent, generator).to(device));
    }
}
