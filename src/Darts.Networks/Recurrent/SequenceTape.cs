using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a pass of a <see cref="SequenceFunction"/> reads and keeps.</summary>
internal sealed class SequenceTape : IDisposable
{
    private readonly TapeMemory _memory;
    private readonly Dictionary<int, Tensor> _masked;

    /// <summary>Makes room, inside a dispose scope; <see cref="Keep"/> takes it out.</summary>
    public SequenceTape(Tensor inputs, Tensor hidden, Tensor input, Tensor[] weights, Tensor? mask, GateProduct[] products, FactorRooms rooms)
    {
        (Length, Batch, Width) = (inputs.shape[0], hidden.shape[0], hidden.shape[1]);
        (Layout, Rooms) = (products, rooms);
        Mask = mask?.contiguous().alias();
        long embedding = inputs.shape[2];
        (Inputs, Hidden, Weights) = (inputs.contiguous().alias(), hidden.contiguous().alias(), [.. weights.Select(static weight => weight.alias())]);
        InputWeight = input.alias();
        (WordWeight, BeforeWeight) = (input.narrow(0, 0, embedding), input.narrow(0, embedding, Width));
        Packs = Factor.Packs(hidden);
        int[] nodes = [0, .. products.SelectMany(static product => product.Gates).Select(static gate => gate.Node)], read = Packs && mask is not null ? [.. products.Select(static product => product.From)] : [];
        // A gate and a candidate of every node, its state, and what is read of it.
        _memory = new TapeMemory(rooms.Tape, Length * Batch * Width * ((3 * nodes.Length) + read.Length), hidden);
        Start = Room(2 * Width);
        new Factor(WordWeight, rooms[0]).Multiply(Inputs.view(-1, embedding), Start.view(-1, 2 * Width));
        Products = [.. products.Select(product => Room(2 * Width * product.Gates.Length))];
        States = nodes.ToDictionary(static node => node, _ => Room(Width));
        _masked = read.ToDictionary(static node => node, _ => Room(Width));

        Tensor Room(long width) => _memory.Next(Length, Batch, width);
    }

    /// <summary>T.</summary>
    public long Length { get; }

    /// <summary>B.</summary>
    public long Batch { get; }

    /// <summary>H.</summary>
    public long Width { get; }

    /// <summary>Whether the kernels compute it.</summary>
    public bool Packs { get; }

    /// <summary>Where matrices are packed.</summary>
    public FactorRooms Rooms { get; }

    /// <summary>The nodes.</summary>
    public GateProduct[] Layout { get; }

    /// <summary>[T, B, E].</summary>
    public Tensor Inputs { get; }

    /// <summary>The state before the first word, [B, H].</summary>
    public Tensor Hidden { get; }

    /// <summary>What products read states through, [B, H]; null for nothing.</summary>
    public Tensor? Mask { get; }

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

    private IEnumerable<Tensor> All => [Inputs, Hidden, InputWeight, WordWeight, BeforeWeight, .. Weights, Start, .. Products, .. States.Values, .. _masked.Values];

    /// <summary>A state, or states of every word, as a product reads them.</summary>
    public Tensor Masked(Tensor state) => Mask is null ? state : state * Mask;

    /// <summary>A node's states as products read them, [T, B, H], where the kernels write them; null where they do not.</summary>
    public Tensor? MaskedOf(int node) => _masked.GetValueOrDefault(node);

    /// <summary>Outlives the dispose scope, until <see cref="Dispose"/>.</summary>
    /// <param name="output">The cell's outputs.</param>
    public void Keep(Tensor output)
    {
        Output = output.alias().DetachFromDisposeScope();
        Mask?.DetachFromDisposeScope();
        foreach (Tensor tensor in All)
            tensor.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mask?.Dispose();
        Output?.Dispose();
        foreach (Tensor tensor in All)
            tensor.Dispose();
        _memory.Dispose();
    }
}
