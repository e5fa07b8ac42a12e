using Darts.Kernels;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>The mean of −ln p of the words that came, by a decoder, as one node of the graph.</summary>
/// <remarks>
/// Of the numbers for each place and word there is one matrix, in panels that are kept from a pass to the next: logits become their gradient where they are. libtorch makes four of fresh memory, logits,
/// log-probabilities and the gradient of each.
/// </remarks>
internal sealed class DecoderLossFunction : AutogradFunction
{
    private readonly FactorRooms _rooms;
    private readonly PanelMatrix _logits;
    private readonly Tensor _outputs;
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private bool _released;

    private DecoderLossFunction(FactorRooms rooms, PanelMatrix logits, Tensor outputs, Tensor weight, Tensor? bias) =>
        (_rooms, _logits, _outputs, _weight, _bias) = (rooms, logits, outputs, weight, bias);

    /// <summary>The mean, a scalar.</summary>
    /// <param name="outputs">What the decoder reads, [M, H].</param>
    /// <param name="weight">[V, H].</param>
    /// <param name="bias">[V].</param>
    /// <param name="words">The words that came, [M], each 0 … V − 1, Int64.</param>
    /// <param name="type">The loss's where libtorch computes it, which may do so in a shorter one.</param>
    /// <param name="rooms">Where matrices are packed.</param>
    public static Tensor Mean(Tensor outputs, Tensor weight, Tensor bias, Tensor words, ScalarType type, FactorRooms rooms)
    {
        if (!Factor.Packs(weight) || Autocast.IsOn(weight.device))
            return F.nll_loss(F.log_softmax(F.linear(outputs, weight, bias), dim: -1).to(type), words);
        bool differentiates = CpuKernels.Differentiates([outputs, weight, bias]), learns = weight.requires_grad || bias.requires_grad;
        CheckWords(words, weight.shape[0]);
        PanelMatrix logits = rooms.Logits.Take();
        DecoderLossFunction function;
        Tensor loss;
        using (no_grad())
        using (var scope = NewDisposeScope())
        {
            Tensor states = outputs.contiguous(), next = words.contiguous(), toBias = empty_like(bias);
            new Factor(weight.t(), rooms[0]).MultiplyIntoPanels(states, logits);
            double mean = WordLoss.Run(CpuKernels.Workers, logits, CpuKernels.Address(bias), CpuKernels.Address(next), differentiates ? CpuKernels.Address(toBias) : 0);
            loss = scope.MoveToOuter(tensor((float)mean));
            if (!differentiates)
            {
                rooms.Logits.Give(logits);
                return loss;
            }
            function = new(rooms, logits, Kept(states), Kept(weight), learns ? Kept(toBias) : null);
        }
        return function.Attach([outputs, weight, bias], loss);
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        float factor = gradient.item<float>();
        Tensor outputs = Scaled(DecoderGradients.OfOutputs(_logits, _weight, _rooms[0]));
        return _bias is null ? [outputs, null, null] : [outputs, Scaled(DecoderGradients.OfWeight(_logits, _outputs)), Scaled(_bias.clone())];

        Tensor Scaled(Tensor of) => scope.MoveToOuter(factor == 1 ? of : of.mul_(factor));
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        if (_released)
            return;
        _released = true;
        _rooms.Logits.Give(_logits);
        _outputs.Dispose();
        _weight.Dispose();
        _bias?.Dispose();
    }

    /// <summary>The kernels look up what stands at a word's place.</summary>
    private static void CheckWords(Tensor words, long vocabulary)
    {
        foreach (long word in words.data<long>())
        {
            if (word < 0 || word >= vocabulary)
                throw new DartsException($"There is no word {word} in a vocabulary of {vocabulary}: words are numbered from 0.");
        }
    }

    private static Tensor Kept(Tensor tensor) => tensor.alias().DetachFromDisposeScope();
}
