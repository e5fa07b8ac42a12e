using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>How peers are compared.</summary>
/// <param name="Rounds">How often each is timed.</param>
/// <param name="Device">Where networks run.</param>
/// <param name="Precision">What they compute in.</param>
internal sealed record PeerOptions(int Rounds, Device Device, Precision Precision)
{
    /// <summary>Whether networks run on a GPU.</summary>
    public bool OnGpu => Device.type == DeviceType.CUDA;

    /// <summary>The processor's limit in float32, multiply-adds a second; null where that is not the limit.</summary>
    public double? Limit() => OnGpu || Precision != Precision.Fp32 ? null : MachineLimit.MultiplyAddsPerSecond(get_num_threads());

    /// <summary>What a comparison is called.</summary>
    public string Name(string what) => Precision == Precision.Fp32 ? what : $"{what}, {Precision.ToString().ToLowerInvariant()}";

    /// <summary>The batch sizes to measure: a GPU needs larger ones as well.</summary>
    /// <param name="everywhere">On every device.</param>
    /// <param name="onGpu">Only on a GPU.</param>
    public int[] Batches(int[] everywhere, params int[] onGpu) => OnGpu ? [.. everywhere, .. onGpu] : everywhere;

    /// <summary>The medians of several ways of doing one thing, on this device.</summary>
    /// <inheritdoc cref="Interleaved.Medians"/>
    public double[] Medians(params Action[] ways) => Interleaved.Medians(Rounds, [.. ways.Select(Finished)]);

    /// <summary>A GPU is asked for work and does it later: what is timed ends when it has.</summary>
    private Action Finished(Action way) => !OnGpu ? way : () =>
    {
        way();
        cuda.synchronize(Device);
    };
}
