using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Forward passes in bfloat16: between its making and its end, libtorch converts the inputs of convolutions and products of matrices on this thread ("automatic mixed precision").
/// Gradients come back in the weights' own type.
/// </summary>
/// <remarks>TorchSharp has no autocast. The switches are C++ functions of libtorch that its library exports on Linux and macOS.</remarks>
public sealed class Autocast : IDisposable
{
    // c10::ScalarType::BFloat16.
    private const sbyte BFloat16 = 15;

    private static readonly Switches? Native = Switches.Find();

    private readonly Switches _switches;
    private readonly sbyte _device;
    private readonly bool _before;

    private Autocast(Switches switches, sbyte device)
    {
        (_switches, _device) = (switches, device);
        _before = switches.IsEnabled(device);
        switches.SetType(device, BFloat16);
        switches.SetEnabled(device, true);
    }

    /// <summary>Whether this build of libtorch can do it.</summary>
    public static bool IsAvailable => Native is not null;

    /// <summary>Starts computing in a precision on this thread; to be disposed on it when the forward pass is over.</summary>
    /// <param name="precision">The precision.</param>
    /// <param name="device">Where is computed.</param>
    /// <returns>Null for <see cref="Precision.Fp32"/>, where there is nothing to do.</returns>
    /// <exception cref="DartsException">This build of libtorch has no such switches.</exception>
    public static Autocast? Begin(Precision precision, Device device)
    {
        if (precision == Precision.Fp32)
            return null;
        return Native is { } switches
            ? new Autocast(switches, (sbyte)device.type)
            : throw new DartsException("This build of libtorch cannot compute in bf16: its library does not export the switches of autocast. Use --precision fp32.");
    }

    /// <summary>Whether a device's forward passes on this thread are in another type now.</summary>
    /// <param name="device">The device.</param>
    public static bool IsOn(Device device) => Native is { } switches && switches.IsEnabled((sbyte)device.type);

    /// <summary>Puts back what was before, and drops the converted weights: they change with the next step.</summary>
    public void Dispose()
    {
        _switches.SetEnabled(_device, _before);
        if (!_before)
            _switches.ClearCache();
    }

    /// <summary>The functions of <c>at::autocast</c>.</summary>
    private sealed record Switches(GetFlag GetEnabled, SetFlag SetEnabledFlag, SetScalarType SetType, Action ClearCache)
    {
        public bool IsEnabled(sbyte device) => GetEnabled(device) != 0;

        public void SetEnabled(sbyte device, bool enabled) => SetEnabledFlag(device, enabled ? (byte)1 : (byte)0);

        public static Switches? Find()
        {
            // No network has been used yet, perhaps; then libtorch is not loaded either.
            InitializeDeviceType(DeviceType.CPU);
            return NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out nint libtorch)
                && NativeLibrary.TryGetExport(libtorch, "_ZN2at8autocast19is_autocast_enabledEN3c1010DeviceTypeE", out nint get)
                && NativeLibrary.TryGetExport(libtorch, "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb", out nint set)
                && NativeLibrary.TryGetExport(libtorch, "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE", out nint type)
                && NativeLibrary.TryGetExport(libtorch, "_ZN2at8autocast11clear_cacheEv", out nint clear)
                    ? new(
                        Marshal.GetDelegateForFunctionPointer<GetFlag>(get),
                        Marshal.GetDelegateForFunctionPointer<SetFlag>(set),
                        Marshal.GetDelegateForFunctionPointer<SetScalarType>(type),
                        new Action(Marshal.GetDelegateForFunctionPointer<Clear>(clear)))
                    : null;
        }
    }

    // c10::DeviceType and c10::ScalarType are one byte.
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate byte GetFlag(sbyte device);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetFlag(sbyte device, byte value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetScalarType(sbyte device, sbyte type);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Clear();
}
