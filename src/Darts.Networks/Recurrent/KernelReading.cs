using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A cell of gates for inference in float32 on a CPU, by the kernels that classes for inference compute it with: weights in 16 bits (<see cref="ShortMatrix"/>), off by less than 10⁻⁴.</summary>
internal sealed class KernelReading : LanguageReading
{
    private readonly CellMatrices _matrices;
    private readonly CellReader _reader;

    /// <summary>Copies a cell's weights; inside a dispose scope, without gradients.</summary>
    /// <inheritdoc cref="GateReading(LanguageCell, int[], GateProduct[])"/>
    public KernelReading(LanguageCell cell, int[] mean, GateProduct[] products)
    {
        CellProduct[] layout = [.. products.Select(static product => new CellProduct(product.From, [.. product.Gates.Select(static gate => new CellGate(gate.Node, gate.Edge, (GateActivation)gate.Activation))]))];
        _matrices = new CellMatrices(new(cell.Embedding, cell.Hidden, mean, layout));
        _matrices.SetInput(CpuKernels.Address(cell.InputWeight), cell.InputWeight.stride(0));
        for (int product = 0; product < products.Length; product++)
        {
            for (int gate = 0; gate < products[product].Gates.Length; gate++)
            {
                Tensor weight = cell.WeightOf(products[product].Gates[gate].Edge);
                _matrices.SetEdge(product, gate, CpuKernels.Address(weight), weight.stride(0));
            }
        }
        _reader = new CellReader(_matrices);
    }

    /// <inheritdoc/>
    public override Tensor Run(Tensor words, Tensor hidden)
    {
        Tensor read = words.contiguous(), before = hidden.contiguous();
        Tensor outputs = empty(words.shape[0], words.shape[1], hidden.shape[1], dtype: hidden.dtype);
        Workers workers = CpuKernels.Workers;
        using var entered = workers.Enter();
        _reader.Run(workers.Team, CpuKernels.Address(read), (int)words.shape[0], (int)words.shape[1], CpuKernels.Address(before), CpuKernels.Address(outputs));
        return outputs;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader.Dispose();
        _matrices.Dispose();
    }
}
