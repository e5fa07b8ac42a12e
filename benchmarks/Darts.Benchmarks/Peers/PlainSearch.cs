using Darts.Networks;
using Darts.Search;
using Darts.Search.Tests.Support;
using Darts.Training;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// Search steps as quark0/darts takes them on a network of one module an edge and operation: every <c>backward()</c> computes all gradients, the second order works
/// on a copy of the network, optimizers go from parameter to parameter.
/// </summary>
internal sealed class PlainSearch : IDisposable
{
    private const double Epsilon = 1e-2;
    private readonly SearchSettings _settings;
    private readonly Dictionary<string, Tensor> _state;
    private readonly (string Name, Tensor Parameter)[] _weights;
    private readonly (string Name, Tensor Parameter)[] _alphas;
    private readonly MomentumSgd _weightOptimizer;
    private readonly Adam _architectureOptimizer;

    /// <summary>A search with the same start as the fused one.</summary>
    /// <param name="supernet">Whose state is copied.</param>
    /// <param name="architecture">Whose values are copied.</param>
    /// <param name="settings">The search.</param>
    public PlainSearch(Supernet supernet, ConvolutionalArchitecture architecture, SearchSettings settings)
    {
        _settings = settings;
        _state = supernet.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
        _weights = [.. _state.Where(entry => !entry.Key.Contains("running_", StringComparison.Ordinal)).Select(entry => (entry.Key, entry.Value.requires_grad_()))];
        _alphas = [.. architecture.Named.Select(alphas => (alphas.Name, alphas.Parameter.detach().clone().DetachFromDisposeScope().requires_grad_()))];
        _weightOptimizer = new MomentumSgd(_weights, settings.Momentum, settings.WeightDecay, settings.LearningRate);
        _architectureOptimizer = new Adam(
            _alphas, settings.ArchitectureLearningRate, settings.ArchitectureBeta1, settings.ArchitectureBeta2, settings.ArchitectureWeightDecay);
    }

    /// <summary>A step of α, then one of ω.</summary>
    public void Step(Batch train, Batch validation)
    {
        using var scope = NewDisposeScope();
        _architectureOptimizer.ZeroGrad();
        if (_settings.Order == SearchOrder.Second)
            SecondOrderGradients(train, validation);
        else
            Backward(_state, validation);
        _architectureOptimizer.Step();

        _weightOptimizer.ZeroGrad();
        Backward(_state, train);
        GradientClip.Apply(_weights, _settings.GradientClip);
        _weightOptimizer.Step();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weightOptimizer.Dispose();
        _architectureOptimizer.Dispose();
        foreach (var tensor in _state.Values.Concat(_alphas.Select(alphas => alphas.Parameter)))
            tensor.Dispose();
    }

    private void Backward(Dictionary<string, Tensor> state, Batch batch)
    {
        using var loss = Loss(state, batch);
        loss.backward();
    }

    private Tensor Loss(Dictionary<string, Tensor> state, Batch batch)
    {
        using var logits = Forward(state, batch.Images);
        return F.cross_entropy(logits, batch.Labels);
    }

    private Tensor Forward(Dictionary<string, Tensor> state, Tensor images)
    {
        using var autocast = Autocast.Begin(_settings.Precision, images.device);
        return new PlainSupernet(state, _settings.Layers, training: true).Forward(images, _alphas[0].Parameter, _alphas[1].Parameter).to(images.dtype);
    }

    private void SecondOrderGradients(Batch train, Batch validation)
    {
        Require(_weights, true);
        Require(_alphas, false);
        _weightOptimizer.ZeroGrad();
        Backward(_state, train);
        Require(_alphas, true);

        var unrolled = Unrolled();
        Backward(unrolled, validation);
        Tensor[] direct = [.. _alphas.Select(alphas => alphas.Parameter.grad!)];
        Tensor[] vector = [.. _weights.Select(weight => unrolled[weight.Name].grad!)];
        using var noGradients = no_grad();
        var distance = Epsilon / cat([.. vector.Select(part => part.view(-1))]).norm();
        Move(vector, distance);
        var above = ArchitectureGradients(train);
        Move(vector, -2 * distance);
        var below = ArchitectureGradients(train);
        Move(vector, distance);
        Require(_weights, true);
        for (int kind = 0; kind < direct.Length; kind++)
            _alphas[kind].Parameter.grad = direct[kind] - (_settings.LearningRate * (above[kind] - below[kind]) / (2 * distance));
    }

    /// <summary>The network after a step of ω, all tensors copied.</summary>
    private Dictionary<string, Tensor> Unrolled()
    {
        using var noGradients = no_grad();
        var unrolled = _state.ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        for (int index = 0; index < _weights.Length; index++)
        {
            var (name, weight) = _weights[index];
            var direction = weight.grad! + (_settings.WeightDecay * weight);
            if (_weightOptimizer.MomentumOf(index) is { } momentum)
                direction += _settings.Momentum * momentum;
            unrolled[name] = (weight - (_settings.LearningRate * direction)).requires_grad_();
        }

        return unrolled;
    }

    private void Move(Tensor[] vector, Tensor distance)
    {
        using var scope = NewDisposeScope();
        for (int index = 0; index < vector.Length; index++)
            _weights[index].Parameter.add_(vector[index] * distance);
    }

    /// <summary>∇α alone, as <c>autograd.grad</c> of α computes it.</summary>
    private Tensor[] ArchitectureGradients(Batch train)
    {
        using var gradients = enable_grad();
        Require(_weights, false);
        _architectureOptimizer.ZeroGrad();
        Backward(_state, train);
        return [.. _alphas.Select(alphas => alphas.Parameter.grad!)];
    }

    private static void Require((string Name, Tensor Parameter)[] parameters, bool gradients)
    {
        foreach (var (_, parameter) in parameters)
            parameter.requires_grad = gradients;
    }
}
