using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Operations;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class MergedOperationTests
{
    private const int Branches = 3;
    private const double Tolerance = 1e-10;

    /// <summary>Every operation with weights, made with a number of branches: its name and how.</summary>
    public static TheoryData<string, Func<int, CellOperation>> Operations
    {
        get
        {
            var operations = new TheoryData<string, Func<int, CellOperation>>();
            foreach (bool affine in (bool[])[true, false])
            {
                operations.Add($"factorized_reduce affine {affine}", branches => new FactorizedReduce(4, 6, affine, branches));
                foreach (int stride in (int[])[1, 2])
                {
                    foreach (int kernel in (int[])[3, 5, 7])
                        operations.Add($"sep_conv_{kernel}x{kernel} stride {stride} affine {affine}", branches => new SepConv(4, kernel, stride, affine, branches));
                    foreach (int kernel in (int[])[3, 5])
                        operations.Add($"dil_conv_{kernel}x{kernel} stride {stride} affine {affine}", branches => new DilConv(4, kernel, stride, affine, branches));
                    operations.Add($"conv_7x1_1x7 stride {stride} affine {affine}", branches => new FactorizedConv(4, 7, stride, affine, branches));
                }
            }
            return operations;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Merged_branches_compute_and_train_like_separate_ones(string name, Func<int, CellOperation> make) => Compare(name, make, height: 9, width: 7);

    [Theory]
    [MemberData(nameof(Operations))]
    public void On_large_maps_too_where_each_branch_goes_by_itself(string name, Func<int, CellOperation> make) => Compare(name, make, height: 161, width: 160);

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_state_of_merged_branches_has_the_originals_names_and_values(string name, Func<int, CellOperation> make)
    {
        using CellOperation merged = make(Branches);
        CellOperation[] separate = [.. Enumerable.Range(0, Branches).Select(_ => make(1))];
        CopyState(separate, merged);
        var state = MergedNames.Split(new NamedModules { { "5+2+9", merged } }.state_dict()).ToDictionary(entry => entry.Name, entry => entry.Tensor);
        var expected = new[] { 5, 2, 9 }.Zip(separate, (edge, branch) => branch.state_dict().Select(entry => ($"{edge}.{entry.Key}", entry.Value)))
            .SelectMany(branch => branch).ToDictionary(entry => entry.Item1, entry => entry.Value);
        Assert.Equal(expected.Keys.Order(), state.Keys.Order());
        Assert.All(expected, entry => Assert.True(entry.Value.Equals(state[entry.Key]), $"{name}: {entry.Key}"));
    }

    private static void Compare(string name, Func<int, CellOperation> make, int height, int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using CellOperation merged = make(Branches);
        CellOperation[] separate = [.. Enumerable.Range(0, Branches).Select(_ => make(1))];
        merged.to(TestDevice.Current).to(ScalarType.Float64);
        foreach (CellOperation branch in separate)
            branch.to(TestDevice.Current).to(ScalarType.Float64);
        CopyState(separate, merged);

        Tensor x = randn(2, 4, height, width).to(TestDevice.Current).to(ScalarType.Float64).relu_();
        Tensor mine = x.clone().requires_grad_(), theirs = x.clone().requires_grad_();
        Tensor[] outputs = merged.Branched(mine), expected = [.. separate.Select(branch => branch.forward(theirs))];
        Tensor[] weights = [.. expected.Select(output => randn_like(output))];
        foreach ((Tensor output, Tensor other) in outputs.Zip(expected))
            Tensors.AssertClose(output, other, Tolerance, name);

        autograd.backward(outputs, weights);
        autograd.backward(expected, weights);
        Tensors.AssertClose(mine.grad!, theirs.grad!, Tolerance, $"{name}: the gradient of the input");
        foreach ((string parameter, Tensor value) in Gradients(merged))
            Tensors.AssertClose(value, cat([.. separate.Select(branch => Gradients(branch)[parameter])]), Tolerance, $"{name}: the gradient of {parameter}");
        foreach ((string buffer, Tensor value) in merged.named_buffers())
            Tensors.AssertClose(value, cat([.. separate.Select(branch => branch.get_buffer(buffer)!)]), Tolerance, $"{name}: {buffer}");
    }

    private static Dictionary<string, Tensor> Gradients(CellOperation operation) =>
        operation.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.grad!);

    private static void CopyState(CellOperation[] separate, CellOperation merged)
    {
        using var withoutGradients = no_grad();
        foreach ((string name, Tensor value) in merged.state_dict())
            value.copy_(cat([.. separate.Select(branch => branch.state_dict()[name])]));
    }
}
