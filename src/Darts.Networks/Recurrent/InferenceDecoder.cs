using Darts.Kernels;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>ln p(next word) after states: by Darts.Kernels where they compute, with the weight in 16 bits (<see cref="ShortMatrix"/>), off by less than 10⁻⁴; else by libtorch.</summary>
internal sealed class InferenceDecoder : IDisposable
{
    private readonly Tensor? _weight;
    private readonly Tensor? _bias;
    private readonly ShortMatrix? _matrix;
    private readonly FloatBuffer? _biases;
    private readonly LogProbabilities? _kernel;

    /// <summary>Copies a decoder; inside a dispose scope, without gradients.</summary>
    /// <param name="weight">[V, H].</param>
    /// <param name="bias">[V].</param>
    public InferenceDecoder(Tensor weight, Tensor bias)
    {
        if (!Factor.Packs(weight))
        {
            (_weight, _bias) = (LanguageInference.Copy(weight.t()), LanguageInference.Copy(bias));
            return;
        }
        _matrix = new ShortMatrix(CpuKernels.Address(weight), weight.stride(1), weight.stride(0), (int)weight.shape[1], (int)weight.shape[0]);
        _biases = new FloatBuffer(_matrix.Width);
        bias.data<float>().CopyTo(_biases.Span);
        _kernel = new LogProbabilities(_matrix, _biases);
    }

    /// <summary>The logarithms of probabilities.</summary>
    /// <param name="states">[M, H], contiguous.</param>
    /// <returns>A new tensor, [M, V].</returns>
    public Tensor Run(Tensor states)
    {
        if (_kernel is null)
            return F.log_softmax(states.mm(_weight!).add_(_bias!), dim: -1);
        Tensor result = empty(states.shape[0], _matrix!.Width, dtype: states.dtype);
        Workers workers = CpuKernels.Workers;
        using var entered = workers.Enter();
        _kernel.Run(workers.Team, CpuKernels.Address(states), (int)states.shape[0], CpuKernels.Address(result));
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weight?.Dispose();
        _bias?.Dispose();
        _kernel?.Dispose();
        _matrix?.Dispose();
        _biases?.Dispose();
    }
}
