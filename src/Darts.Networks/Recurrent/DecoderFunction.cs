using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Logits of a decoder, outputs · weightᵀ + bias, as a node of the graph whose products are taken by Darts.Kernels.</summary>
internal sealed class DecoderFunction : AutogradFunction
{
    // So many words at a time: a panel of their weights fits into a core's cache.
    private const long WordsAtOnce = 1024;

    private readonly FactorRooms _rooms;
    private Tensor? _outputs;
    private Tensor? _weight;

    private DecoderFunction(FactorRooms rooms) => _rooms = rooms;

    /// <summary>The logits, [M, V].</summary>
    /// <param name="outputs">[M, H].</param>
    /// <param name="weight">[V, H].</param>
    /// <param name="bias">[V].</param>
    /// <param name="rooms">Where matrices are packed.</param>
    public static Tensor Logits(Tensor outputs, Tensor weight, Tensor bias, FactorRooms rooms)
    {
        if (!Factor.Packs(weight) || Autocast.IsOn(weight.device))
            return nn.functional.linear(outputs, weight, bias);
        bool differentiates = CpuKernels.Differentiates([outputs, weight, bias]);
        Tensor logits;
        using (no_grad())
            logits = new Factor(weight.t(), rooms[0]).Times(outputs).add_(bias);
        if (!differentiates)
            return logits;
        var function = new DecoderFunction(rooms)
        {
            _outputs = outputs.alias().DetachFromDisposeScope(),
            _weight = weight.alias().DetachFromDisposeScope(),
        };
        return function.Attach([outputs, weight, bias], logits);
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        Tensor rows = gradient.contiguous(), outputs = empty_like(_outputs!);
        for (long word = 0; word < _weight!.shape[0]; word += WordsAtOnce)
        {
            long words = Math.Min(WordsAtOnce, _weight.shape[0] - word);
            new Factor(_weight.narrow(0, word, words), _rooms[0]).Multiply(rows.narrow(1, word, words), outputs, adds: word > 0);
        }
        // The many columns are packed row by row; the other way round they would be read one by one.
        Tensor weight = new Factor(rows, _rooms[0]).Times(_outputs!.t()).t().contiguous();
        return [scope.MoveToOuter(outputs), scope.MoveToOuter(weight), scope.MoveToOuter(rows.sum(dim: 0))];
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _outputs?.Dispose();
        _weight?.Dispose();
        (_outputs, _weight) = (null, null);
    }
}
