using static TorchSharp.torch;

namespace Darts.Networks.Tests;

/// <summary>
/// Where tests compute that hold on any device: what DARTS_TEST_DEVICE names (cpu, cuda, cuda:N), the CPU where it is not set. Tests and classes that read it have
/// the trait <see cref="Trait"/>; all others are about the CPU, files or names. A test that is told a device which is not there fails.
/// </summary>
internal static class TestDevice
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "DARTS_TEST_DEVICE";

    /// <summary>The trait's name; its value is <see cref="Any"/>.</summary>
    public const string Trait = "device";

    /// <summary>The trait's value.</summary>
    public const string Any = "any";

    private static readonly Lazy<Device> Chosen = new(Choose);

    /// <summary>The device.</summary>
    public static Device Current => Chosen.Value;

    /// <summary>Whether it is the CPU: elsewhere sums are taken in another order.</summary>
    public static bool IsCpu => Current.type == TorchSharp.DeviceType.CPU;

    private static Device Choose()
    {
        Device device = Devices.Parse(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : "cpu");
        if (device.type == TorchSharp.DeviceType.CUDA)
        {
            // TF32 has ten bits of mantissa: nothing to compare float32 with.
            backends.cudnn.allow_tf32 = false;
            backends.cuda.matmul.allow_tf32 = false;
        }
        return device;
    }
}
