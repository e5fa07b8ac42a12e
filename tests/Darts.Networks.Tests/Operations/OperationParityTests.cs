using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Operations;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class OperationParityTests
{
    private static readonly double Tolerance = TestDevice.IsCpu ? 1e-6 : 1e-5;

    /// <summary>Every operation with parameters: its name, ours and the original's, by stride and affinity.</summary>
    public static TheoryData<string, Layer, nn.Module<Tensor, Tensor>> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, Layer, nn.Module<Tensor, Tensor>>();
            foreach (bool affine in (bool[])[true, false])
            {
                pairs.Add($"relu_conv_bn affine {affine}", new ReluConvBn(4, 6, affine), Originals.ReluConvBn(4, 6, affine));
                pairs.Add($"factorized_reduce affine {affine}", new FactorizedReduce(4, 6, affine), Originals.FactorizedReduce(4, 6, affine));
                foreach (int stride in (int[])[1, 2])
                {
                    foreach (int kernel in (int[])[3, 5, 7])
                        pairs.Add($"sep_conv_{kernel}x{kernel} stride {stride} affine {affine}", new SepConv(4, kernel, stride, affine), Originals.SepConv(4, kernel, stride, affine));
                    foreach (int kernel in (int[])[3, 5])
                        pairs.Add($"dil_conv_{kernel}x{kernel} stride {stride} affine {affine}", new DilConv(4, kernel, stride, affine), Originals.DilConv(4, kernel, stride, affine));
                    pairs.Add($"conv_7x1_1x7 stride {stride} affine {affine}", new FactorizedConv(4, 7, stride, affine), Originals.FactorizedConv(4, stride, affine));
                }
            }
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_operation_has_the_originals_state(string name, Layer ours, nn.Module<Tensor, Tensor> original) =>
        Assert.True(ours.state_dict().Keys.Order().SequenceEqual(StateOf(original).Keys.Order()), name);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_operation_trains_like_the_original(string name, Layer ours, nn.Module<Tensor, Tensor> original)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        CopyState(ours, original);
        using var x = randn(3, 4, 12, 10).to(TestDevice.Current);
        Tensor mine = x.clone().requires_grad_(), theirs = x.clone().requires_grad_();

        Tensor myOutput = ours.forward(mine.relu()), output = original.forward(theirs);
        Tensors.AssertClose(myOutput, output, Tolerance, name);
        var weights = randn_like(output);
        (myOutput * weights).sum().backward();
        (output * weights).sum().backward();

        Tensors.AssertClose(mine.grad!, theirs.grad!, 10 * Tolerance, $"{name}: the gradient of the input");
        var gradients = original.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!);
        foreach ((string parameter, TorchSharp.Modules.Parameter value) in ours.named_parameters())
            Tensors.AssertClose(value.grad!, gradients[parameter], 10 * Tolerance, $"{name}: the gradient of {parameter}");
        foreach ((string buffer, Tensor value) in StateOf(original))
            Tensors.AssertClose(ours.state_dict()[buffer], value, Tolerance, $"{name}: {buffer}");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_operation_evaluates_with_its_running_statistics(string name, Layer ours, nn.Module<Tensor, Tensor> original)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        CopyState(ours, original);
        foreach ((string buffer, Tensor value) in original.named_buffers().Where(b => b.name.Contains("running")))
            ours.get_buffer(buffer)!.copy_(value.uniform_(0.5, 2));
        ours.eval();
        original.eval();
        using var x = randn(3, 4, 12, 10).to(TestDevice.Current);
        Tensors.AssertClose(ours.forward(x.relu()), original.forward(x), Tolerance, name);
    }

    private static Dictionary<string, Tensor> StateOf(nn.Module original) =>
        original.state_dict().Where(tensor => !tensor.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToDictionary();

    private static void CopyState(Layer ours, nn.Module original)
    {
        using var withoutGradients = no_grad();
        ours.to(TestDevice.Current);
        original.to(TestDevice.Current);
        Dictionary<string, Tensor> state = StateOf(original);
        foreach ((string name, Tensor value) in ours.state_dict())
            value.copy_(state[name]);
    }
}
