using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A cell of gates for inference: computed by Darts.Kernels where they compute, else by libtorch.</summary>
public sealed class GateReading : LanguageReading
{
    private readonly LanguageReading _reading;

    /// <summary>Copies a cell's weights.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="mean">The nodes whose mean is its output.</param>
    /// <param name="products">All its live nodes, in an order in which every state is there before it is read.</param>
    public GateReading(LanguageCell cell, int[] mean, params GateProduct[] products)
    {
        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        _reading = Factor.Packs(cell.InputWeight) ? new KernelReading(cell, mean, products) : new TensorReading(cell, mean, products);
    }

    /// <inheritdoc/>
    public override Tensor Run(Tensor words, Tensor hidden) => _reading.Run(words, hidden);

    /// <inheritdoc/>
    public override void Dispose() => _reading.Dispose();
}
