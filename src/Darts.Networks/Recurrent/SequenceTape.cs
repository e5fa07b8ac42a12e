using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a pass of a <see cref="SequenceFunction"/> reads and keeps.</summary>
internal sealed class SequenceTape : IDisposable
{
    private readonly Tensor? _mask;

    /// <summary>Makes room, inside a dispose scope; <see cref="Keep"/> takes it out.</summary>
    public SequenceTape(Tensor inputs, Tensor hidden, Tensor input, Tensor[] weights, Tensor? mask, GateProduct[] products, FactorRooms rooms)
    {
        (Length, Batch, Width) = (inputs.shape[0], hidden.shape[0], hidden.shape[1]);
        (Layout, Rooms) = (products, rooms);
        _mask = mask?.alias();
        long embedding = inputs.shape[2];
        (Inputs, Hidden, Weights) = (inputs.contiguous().alias(), hidden.contiguous().alias(), [.. weights.Select(static weight => weight.alias())]);
        InputWeight = input.alias();
        (WordWeight, BeforeWeight) = (input.narrow(0, 0, embedding), input.narrow(0, embedding, Width));
        Start = Room(2 * Width);
        new Factor(WordWeight, rooms[0]).Multiply(Inputs.view(-1, embedding), Start.view(-1, 2 * Width));
        Products = [.. products.Select(product => Room(2 * Width * product.Gates.Length))];
        States = products.SelectMany(static product => product.Gates).Select(static gate => gate.Node).Prepend(0).ToDictionary(static node => node, _ => Room(Width));

        Tensor Room(long width) => empty(Length, Batch, width, dtype: hidden.dtype, device: hidden.device);
    }

    /// <summary>T.</summary>
    public long Length { get; }

    /// <summary>B.</summary>
    public long Batch { get; }

    /// <summary>H.</summary>
    public long Width { get; }

    /// <summary>Where matrices are packed.</summary>
    public FactorRooms Rooms { get; }

    /// <summary>The nodes.</summary>
    public GateProduct[] Layout { get; }

    /// <summary>[T, B, E].</summary>
    public Tensor Inputs { get; }

    /// <summary>The state before the first word, [B, H].</summary>
    public Tensor Hidden { get; }

    /// <summary><c>_W0</c>, [E + H, 2H].</summary>
    public Tensor InputWeight { get; }

    /// <summary>The part of <c>_W0</c> that words go through, [E, 2H].</summary>
    public Tensor WordWeight { get; }

    /// <summary>The part that the state before goes through, [H, 2H].</summary>
    public Tensor BeforeWeight { get; }

    /// <summary>The products' weights, [H, n·2H].</summary>
    public Tensor[] Weights { get; }

    /// <summary>The first product, [T, B, 2H]: gate and candidate of node 0.</summary>
    public Tensor Start { get; }

    /// <summary>The others, [T, B, n·2H].</summary>
    public Tensor[] Products { get; }

    /// <summary>Every node's states, [T, B, H].</summary>
    public Dictionary<int, Tensor> States { get; }

    /// <summary>The cell's outputs, [T, B, H]; once kept.</summary>
    public Tensor? Output { get; private set; }

    private IEnumerable<Tensor> All => [Inputs, Hidden, InputWeight, WordWeight, BeforeWeight, .. Weights, Start, .. Products, .. States.Values];

    /// <summary>A state, or states of every word, as a product reads them.</summary>
    public Tensor Masked(Tensor state) => _mask is null ? state : state * _mask;

    /// <summary>Outlives the dispose scope, until <see cref="Dispose"/>.</summary>
    /// <param name="output">The cell's outputs.</param>
    public void Keep(Tensor output)
    {
        Output = output.alias().DetachFromDisposeScope();
        _mask?.DetachFromDisposeScope();
        foreach (Tensor tensor in All)
            tensor.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mask?.Dispose();
        Output?.Dispose();
        foreach (Tensor tensor in All)
            tensor.Dispose();
    }
}
