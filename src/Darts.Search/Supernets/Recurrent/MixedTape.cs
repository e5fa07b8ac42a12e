using Darts.Kernels;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>What a pass of a <see cref="MixedSequence"/> reads and keeps.</summary>
internal sealed class MixedTape : IDisposable
{
    private static readonly CellSpace Space = CellSpace.Recurrent;

    private readonly long _matrix;
    private readonly TapeMemory _memory;

    /// <summary>Makes room, inside a dispose scope; <see cref="Keep"/> takes it out.</summary>
    /// <param name="inputs">[T, B, E].</param>
    /// <param name="hidden">The state before the first word, [B, H].</param>
    /// <param name="mask">[B, H]; null for nothing.</param>
    /// <param name="mixture">softmax(α).</param>
    /// <param name="room">Where its memory is.</param>
    public MixedTape(Tensor inputs, Tensor hidden, Tensor? mask, Tensor mixture, TapeRoom room)
    {
        (Length, Batch, Width, Embedding) = ((int)inputs.shape[0], (int)hidden.shape[0], (int)hidden.shape[1], (int)inputs.shape[2]);
        _matrix = (long)Batch * Width * sizeof(float);
        LearnsMixture = mixture.requires_grad;
        (Hidden, Mask, Mixture) = (hidden.contiguous().alias(), mask?.contiguous().alias(), mixture.contiguous().alias());
        StartMixture = tensor(new float[] { 0, 1, 0, 0, 0 });
        long states = (long)Length * (Space.Nodes + 1) * Batch * Width, edges = Space.Nodes * (Space.Nodes + 1) / 2;
        _memory = new TapeMemory(
            room, (Length * (long)Batch * (Embedding + Width + (2 * (1 + edges) * Width))) + ((mask is null ? 1 : 2) * states) + (Length * (Space.Nodes + 1L) * Width), hidden);
        Joined = _memory.Next(Length, Batch, Embedding + Width);
        Joined.narrow(2, 0, Embedding).copy_(inputs);
        Start = _memory.Next(Length, Batch, 2L * Width);
        Products = [.. Enumerable.Range(1, Space.Nodes).Select(node => _memory.Next(Length, node * Batch, 2L * Width))];
        States = _memory.Next(Length, Space.Nodes + 1, Batch, Width);
        Masked = mask is null ? States.alias() : _memory.Next(States.shape);
        Inverses = _memory.Next(Length, Space.Nodes + 1, Width);
        Output = empty(Length, Batch, Width);
    }

    /// <summary>T.</summary>
    public int Length { get; }

    /// <summary>B.</summary>
    public int Batch { get; }

    /// <summary>H.</summary>
    public int Width { get; }

    /// <summary>E.</summary>
    public int Embedding { get; }

    /// <summary>The state before the first word, [B, H].</summary>
    public Tensor Hidden { get; }

    /// <summary>[B, H]; null for nothing.</summary>
    public Tensor? Mask { get; }

    /// <summary>softmax(α), [36, 5].</summary>
    public Tensor Mixture { get; }

    /// <summary>Whether its gradient is wanted.</summary>
    public bool LearnsMixture { get; }

    /// <summary>Node 0 as a mixture of one edge: all of tanh.</summary>
    public Tensor StartMixture { get; }

    /// <summary>What the first product reads: words and masked states before them, [T, B, E + H].</summary>
    public Tensor Joined { get; }

    /// <summary>The first product, [T, B, 2H].</summary>
    public Tensor Start { get; }

    /// <summary>Those of the other nodes, [T, edges·B, 2H].</summary>
    public Tensor[] Products { get; }

    /// <summary>All nodes, [T, 9, B, H].</summary>
    public Tensor States { get; }

    /// <summary>The same as products read them.</summary>
    public Tensor Masked { get; }

    /// <summary>1/σ of every batch norm, [T, 9, H].</summary>
    public Tensor Inverses { get; }

    /// <summary>The cell's outputs, [T, B, H].</summary>
    public Tensor Output { get; }

    /// <summary>The state before a word, [B, H].</summary>
    public Tensor Before(int word) => word == 0 ? Hidden : Output[word - 1];

    /// <summary>The states of a word that a node reads, masked: [edges·B, H].</summary>
    public Tensor ReadBy(int node, int word) => Masked[word].narrow(0, 0, node + 1).view(-1, Width);

    /// <summary>Node 0 of a word.</summary>
    public MixtureTensors StartOf(int word, Tensor products) =>
        new(1, Batch, Width, CpuKernels.Address(Before(word)), CpuKernels.Address(products) + (nint)(2 * word * _matrix), CpuKernels.Address(StartMixture));

    /// <summary>Another node of a word.</summary>
    public MixtureTensors NodeOf(int node, int word, Tensor products) => new(
        node + 1,
        Batch,
        Width,
        State(States, word, 0),
        CpuKernels.Address(products) + (nint)(2 * word * (node + 1) * _matrix),
        CpuKernels.Address(Mixture) + (Space.Row(node, 0) * Space.Operations.Count * sizeof(float)));

    /// <summary>The batch norm behind a value of a word.</summary>
    public ColumnNorm NormOf(int value, int word) =>
        new(Batch, Width, State(States, word, value), CpuKernels.Address(Inverses) + (nint)((((long)word * (Space.Nodes + 1)) + value) * Width * sizeof(float)));

    /// <summary>Where a value of a word lies.</summary>
    /// <param name="all"><see cref="States"/> or <see cref="Masked"/>.</param>
    /// <param name="word">The word.</param>
    /// <param name="value">0 … 8.</param>
    public nint State(Tensor all, int word, int value) => CpuKernels.Address(all) + (nint)((((long)word * (Space.Nodes + 1)) + value) * _matrix);

    /// <summary>Outlives the dispose scope, until <see cref="Dispose"/>.</summary>
    public void Keep()
    {
        foreach (Tensor tensor in All)
            tensor.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in All)
            tensor.Dispose();
        _memory.Dispose();
    }

    private IEnumerable<Tensor> All => [Hidden, .. Mask is null ? (Tensor[])[] : [Mask], Mixture, StartMixture, Joined, Start, .. Products, States, Masked, Inverses, Output];
}
