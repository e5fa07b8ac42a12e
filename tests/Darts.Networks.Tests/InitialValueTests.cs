using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class InitialValueTests
{
    public static TheoryData<string, Func<nn.Module>, Func<nn.Module>> Pairs => new()
    {
        { "pointwise", () => Convolution.Pointwise(6, 4), () => nn.Conv2d(6, 4, 1L, bias: false) },
        { "depthwise", () => Convolution.Depthwise(6, 5, 1), () => nn.Conv2d(6, 6, 5, groups: 6, bias: false) },
        { "full", () => Convolution.Full(3, 8, (1, 7), (1, 1), (0, 3)), () => nn.Conv2d(3, 8, (1L, 7L), bias: false) },
        { "linear", () => new Linear(12, 10), () => nn.Linear(12, 10) },
        { "batch norm", () => new BatchNorm(7), () => nn.BatchNorm2d(7) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_seed_gives_the_values_PyTorch_would_start_from(string name, Func<nn.Module> ours, Func<nn.Module> stock)
    {
        manual_seed(7);
        Dictionary<string, Tensor> mine = ours().state_dict();
        manual_seed(7);
        Dictionary<string, Tensor> theirs = stock().state_dict();
        foreach ((string tensor, Tensor value) in mine)
            Tensors.AssertClose(value, theirs[tensor], 1e-7, $"{name}: {tensor}");
    }
}
