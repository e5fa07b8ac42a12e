using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Recurrent;

/// <summary>A fused cell over a sequence by the kernels against libtorch in float64, and the memory that its passes share.</summary>
public sealed class SequenceFunctionTests
{
    private const int Length = 4, Batch = 3, Embedding = 5, Hidden = 19;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outputs_and_all_gradients_are_those_of_libtorch(bool masked)
    {
        using var scope = NewDisposeScope();
        using Cell ours = new(), theirs = new();
        theirs.load_state_dict(ours.state_dict());
        theirs.to(ScalarType.Float64);
        (Tensor output, Tensor[] gradients) = Step(ours, ScalarType.Float32, masked);
        (Tensor expected, Tensor[] expectedGradients) = Step(theirs, ScalarType.Float64, masked);
        Tensors.AssertClose(output, expected, 1e-6, "the output");
        for (int i = 0; i < gradients.Length; i++)
            Tensors.AssertClose(gradients[i], expectedGradients[i], 5e-6, $"gradient {i}");
    }

    [Fact]
    public void Passes_that_are_alive_at_once_do_not_touch_each_others_states()
    {
        using var scope = NewDisposeScope();
        using var cell = new Cell();
        // The first of them leaves its memory to the passes after it.
        Tensor[] alone = Step(cell, ScalarType.Float32, masked: true).Gradients;
        (Tensor[] inputs, Tensor output) = Forward(cell, ScalarType.Float32, masked: true);
        Tensor other = cell.Run(inputs[0] * 3, inputs[1], null), kept = output.clone();
        other.sum().backward();
        using (no_grad())
            cell.Run(inputs[0] * 2, inputs[1], null);
        Tensors.AssertEqual(output, kept);
        foreach (Tensor input in inputs)
            input.grad = null;
        Tensor[] gradients = Gradients(cell, inputs, output);
        for (int i = 0; i < alone.Length; i++)
            Tensors.AssertEqual(gradients[i], alone[i]);
    }

    [Fact]
    public void A_kept_graph_gives_the_same_gradients_again()
    {
        using var scope = NewDisposeScope();
        using var cell = new Cell();
        (Tensor[] inputs, Tensor output) = Forward(cell, ScalarType.Float32, masked: true);
        Tensor loss = Loss(output);
        loss.backward([], retain_graph: true);
        Tensor[] first = [.. inputs.Select(static input => input.grad!.clone())];
        foreach (Tensor input in inputs)
            input.grad!.zero_();
        loss.backward();
        for (int i = 0; i < inputs.Length; i++)
            Tensors.AssertEqual(inputs[i].grad!, first[i]);
    }

    private static (Tensor Output, Tensor[] Gradients) Step(Cell cell, ScalarType type, bool masked)
    {
        (Tensor[] inputs, Tensor output) = Forward(cell, type, masked);
        return (output, Gradients(cell, inputs, output));
    }

    private static (Tensor[] Inputs, Tensor Output) Forward(Cell cell, ScalarType type, bool masked)
    {
        manual_seed(7);
        Tensor inputs = randn(Length, Batch, Embedding).to(type).requires_grad_(), hidden = randn(Batch, Hidden).to(type).requires_grad_(), mask = randn(Batch, Hidden).to(type);
        return ([inputs, hidden], cell.Run(inputs, hidden, masked ? mask : null));
    }

    private static Tensor Loss(Tensor output)
    {
        manual_seed(8);
        return (output * randn(output.shape).to(output.dtype)).sum();
    }

    private static Tensor[] Gradients(Cell cell, Tensor[] inputs, Tensor output)
    {
        foreach (var parameter in cell.parameters())
            parameter.grad = null;
        Loss(output).backward();
        return [.. inputs.Concat(cell.parameters()).Where(static tensor => tensor.grad is not null).Select(static tensor => tensor.grad!.clone())];
    }

    /// <summary>Every activation, a product of one gate and one of two, a state that nobody reads.</summary>
    private sealed class Cell() : SequenceCell(
        nameof(Cell),
        SequenceFunctionTests.Embedding,
        SequenceFunctionTests.Hidden,
        mean: [1, 3, 4],
        unused: [],
        new GateProduct(0, new Gate(1, 0, Activation.Relu)),
        new GateProduct(1, new Gate(2, 1, Activation.Sigmoid), new Gate(3, 2, Activation.Identity)),
        new GateProduct(2, new Gate(4, 3, Activation.Tanh)));
}
