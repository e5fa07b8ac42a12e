using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class ParametersTests
{
    [Fact]
    public void Frozen_parameters_are_left_out()
    {
        using var module = nn.Linear(2, 3);
        module.weight!.requires_grad = false;
        Assert.Equal(["bias"], Parameters.Of(module).Select(named => named.Name));
    }
}
