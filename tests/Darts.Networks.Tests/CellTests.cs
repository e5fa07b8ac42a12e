using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks.Tests;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class CellTests
{
    [Fact]
    public void Inputs_are_preprocessed_as_the_original_does_it()
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("cnn-darts_v1-cifar-c4-l6");
        // The cell after the first reduction: c_{k-2} has twice the resolution.
        using var cell = new Inputs(16, 32, 8, previousReduced: true);
        foreach ((string name, Tensor value) in cell.state_dict())
        {
            using var withoutGradients = no_grad();
            value.copy_(golden[$"state.cells.3.{name}"]);
        }
        cell.to(TestDevice.Current);
        cell.eval();
        Tensor s0 = rand(2, 16, 8, 8).to(TestDevice.Current), s1 = rand(2, 32, 4, 4).to(TestDevice.Current);

        Tensor half(string convolution, Tensor x) => nn.functional.conv2d(x, golden[$"state.cells.3.preprocess0.{convolution}.weight"].to(TestDevice.Current), strides: [2, 2]);
        Tensor expected0 = Normalised(golden, "preprocess0.bn", cat([half("conv_1", s0), half("conv_2", s0[.., .., 1.., 1..])], 1));
        Tensor expected1 = Normalised(golden, "preprocess1.op.2", nn.functional.conv2d(s1, golden["state.cells.3.preprocess1.op.1.weight"].to(TestDevice.Current)));
        Tensors.AssertClose(cell.Forward(s0, s1, default), cat([expected0, expected1], 1), TestDevice.IsCpu ? 1e-6 : 1e-5);
        using InferenceCell folded = cell.ForInference();
        Tensors.AssertClose(folded.Forward(s0, s1), cat([expected0, expected1], 1), 1e-5);
    }

    // By the formula.
    private static Tensor Normalised(Golden golden, string norm, Tensor x)
    {
        Tensor Of(string name) => golden[$"state.cells.3.{norm}.{name}"].to(TestDevice.Current).reshape(1, -1, 1, 1);
        return ((x - Of("running_mean")) / (Of("running_var") + 1e-5).sqrt() * Of("weight")) + Of("bias");
    }

    /// <summary>A cell whose output is its preprocessed inputs.</summary>
    private sealed class Inputs(int channelsBefore, int channelsPrevious, int channels, bool previousReduced)
        : Cell(nameof(Inputs), channelsBefore, channelsPrevious, channels, previousReduced, edges: 2)
    {
        public override InferenceCell ForInference() => new Folded(this);

        protected override Tensor Nodes(Tensor s0, Tensor s1, CellDrops drops) => cat([s0, s1], 1);

        private sealed class Folded(Inputs cell) : InferenceCell(nameof(Folded), cell)
        {
            protected override Tensor Nodes(Tensor s0, Tensor s1) => cat([s0, s1], 1);
        }
    }
}
