using Darts.Kernels;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>ln p of every word by a decoder, the logarithm of the softmax of outputs · weightᵀ + bias, as one node of the graph.</summary>
/// <remarks>
/// The result is the one matrix of a number for each place and word: logits become log-probabilities where they are, and the logits' gradient exists only as the packed factor of the products that
/// read it.
/// </remarks>
internal sealed class DecoderFunction : AutogradFunction
{
    private readonly FactorRooms _rooms;
    private readonly bool _learns;
    private Tensor? _outputs;
    private Tensor? _weight;
    private Tensor? _result;

    private DecoderFunction(FactorRooms rooms, bool learns) => (_rooms, _learns) = (rooms, learns);

    /// <summary>The logarithms of probabilities, [M, V].</summary>
    /// <param name="outputs">[M, H].</param>
    /// <param name="weight">[V, H].</param>
    /// <param name="bias">[V].</param>
    /// <param name="rooms">Where matrices are packed.</param>
    public static Tensor LogProbabilities(Tensor outputs, Tensor weight, Tensor bias, FactorRooms rooms)
    {
        if (!Factor.Packs(weight) || Autocast.IsOn(weight.device))
            return F.log_softmax(F.linear(outputs, weight, bias), dim: -1);
        Tensor result;
        using (no_grad())
        {
            result = new Factor(weight.t(), rooms[0]).Times(outputs);
            LogSoftmax.Run(CpuKernels.Workers, CpuKernels.Address(result), CpuKernels.Address(bias), (int)result.shape[0], (int)result.shape[1]);
        }
        if (!CpuKernels.Differentiates([outputs, weight, bias]))
            return result;
        var function = new DecoderFunction(rooms, learns: weight.requires_grad || bias.requires_grad);
        using (no_grad())
            (function._outputs, function._weight, function._result) = (Kept(outputs), Kept(weight), Kept(result));
        return function.Attach([outputs, weight, bias], result);
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        PanelMatrix logits = _rooms[1];
        Tensor rows = gradient.contiguous(), bias = empty(_weight!.shape[0]);
        LogSoftmaxGradient.Run(
            CpuKernels.Workers, CpuKernels.Address(rows), CpuKernels.Address(_result), (int)rows.shape[0], (int)rows.shape[1], logits, CpuKernels.Address(bias));
        Tensor outputs = scope.MoveToOuter(DecoderGradients.OfOutputs(logits, _weight, _rooms[0]));
        return _learns ? [outputs, scope.MoveToOuter(DecoderGradients.OfWeight(logits, _outputs!)), scope.MoveToOuter(bias)] : [outputs, null, null];
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _outputs?.Dispose();
        _weight?.Dispose();
        _result?.Dispose();
        (_outputs, _weight, _result) = (null, null, null);
    }

    private static Tensor Kept(Tensor tensor) => tensor.alias().DetachFromDisposeScope();
}
