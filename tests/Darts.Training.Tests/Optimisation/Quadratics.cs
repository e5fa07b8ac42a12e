using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>Pairs of equal parameters, one driven by our optimizer and one by TorchSharp's, with gradients of a function that is not symmetric.</summary>
internal sealed class Quadratics
{
    private static readonly long[][] Shapes = [[3, 2, 3, 3], [5], [1, 4]];

    public Quadratics()
    {
        using var generator = new Generator(7);
        Ours = [.. Shapes.Select((shape, i) => ($"p{i}", randn(shape, generator: generator).requires_grad_()))];
        Theirs = [.. Ours.Select(named => new Parameter(named.Parameter.detach().clone()))];
    }

    public IReadOnlyList<(string Name, Tensor Parameter)> Ours { get; }

    public IReadOnlyList<Parameter> Theirs { get; }

    public void Differentiate(int step)
    {
        for (var i = 0; i < Shapes.Length; i++)
        {
            using var target = linspace(-1 - step, 2 + step, Ours[i].Parameter.numel()).reshape(Shapes[i]);
            foreach (var parameter in new[] { Ours[i].Parameter, Theirs[i] })
            {
                parameter.grad = null;
                (parameter - target).pow(4).sum().backward();
            }
        }
    }

    public void AssertEqual(double tolerance)
    {
        for (var i = 0; i < Shapes.Length; i++)
        {
            Assert.True(Ours[i].Parameter.allclose(Theirs[i], tolerance, tolerance), $"{Ours[i].Name}: {Ours[i].Parameter.sub(Theirs[i]).abs().max().item<float>()}");
        }
    }
}
