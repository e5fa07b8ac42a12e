using Darts.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Whether networks compute with Darts.Kernels or with libtorch, which computes the same to within rounding.</summary>
internal static class CpuKernels
{
    /// <summary>The environment variable that turns the kernels off: <c>off</c>.</summary>
    private const string Variable = "DARTS_KERNELS";

    /// <summary>Whether the kernels may be used. Tests and benchmarks compare with and without.</summary>
    public static bool Enabled { get; set; } = Environment.GetEnvironmentVariable(Variable) != "off";

    /// <summary>Does something with libtorch alone.</summary>
    /// <param name="action">What to do.</param>
    public static void Without(Action action)
    {
        bool before = Enabled;
        Enabled = false;
        try
        {
            action();
        }
        finally
        {
            Enabled = before;
        }
    }

    /// <summary>The threads to compute with: as many as libtorch has.</summary>
    public static Workers Workers => Workers.Shared(get_num_threads());

    /// <summary>Whether a value is one the kernels read: contiguous float32 of four dimensions on the CPU, outside autocast.</summary>
    /// <param name="value">What an operation reads.</param>
    public static bool Read(Tensor value) =>
        Enabled
        && value.dtype == ScalarType.Float32
        && value.device_type == DeviceType.CPU
        && value.dim() == 4
        && value.numel() > 0
        && value.is_contiguous()
        && NativeTensors.Instance is not null
        && !Autocast.IsOn(CPU);

    /// <summary>A gradient as the kernels read it: every image contiguous, as it is in a part of a larger map's channels; a copy where it is not.</summary>
    /// <param name="gradient">[N, C, H, W].</param>
    /// <returns>The caller disposes it; the gradient stays as it is.</returns>
    public static Tensor Planes(Tensor gradient)
    {
        long[] shape = gradient.shape, strides = gradient.stride();
        return strides[3] == 1 && strides[2] == shape[3] && strides[1] == shape[2] * shape[3] ? gradient.alias() : gradient.contiguous();
    }

    /// <summary>Whether an operation can be computed: every tensor is of the type the kernels know, there is no gradient in evaluation, and a channel has more than one value to take a variance of
    /// (what is to be said otherwise, the batch norm says).</summary>
    /// <param name="tensors">All that it reads and learns.</param>
    /// <param name="training">Whether batch norms take the batch's statistics.</param>
    /// <param name="shape">Of the value it reads.</param>
    public static bool Compute(Tensor[] tensors, bool training, long[] shape) =>
        Array.TrueForAll(tensors, tensor => tensor.dtype == ScalarType.Float32 && tensor.is_contiguous())
        && (training || !Differentiates(tensors))
        && (!training || shape[0] > 1 || shape[2] > 2 || shape[3] > 2);

    /// <summary>Whether a gradient is wanted of any.</summary>
    /// <param name="tensors">All that an operation reads and learns.</param>
    public static bool Differentiates(Tensor[] tensors) => is_grad_enabled() && Array.Exists(tensors, tensor => tensor.requires_grad);

    /// <summary>A tensor's first element; 0 for none.</summary>
    public static nint Address(Tensor? tensor) => tensor is null ? 0 : NativeTensors.Instance!.Address(tensor);
}
