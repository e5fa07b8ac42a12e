using System.Globalization;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The devices networks run on.</summary>
public static class Devices
{
    /// <summary>The device a user asks for.</summary>
    /// <param name="name"><c>auto</c> (CUDA where there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="DartsException">It is none of these, or a CUDA device that is not there.</exception>
    public static Device Parse(string name)
    {
        if (name == "auto")
            return cuda_is_available() ? CUDA : CPU;
        if (name == "cpu")
            return CPU;
        int index = Index(name);
        if (!cuda_is_available())
            throw new DartsException($"Device '{name}' is not there: TorchSharp finds no CUDA device. Builds for CUDA are made with -p:TorchBackend=cuda; device 'cpu' works everywhere.");
        if (index >= cuda.device_count())
            throw new DartsException($"Device '{name}' is not there: there are {cuda.device_count()} CUDA devices, counted from 0.");
        return device($"cuda:{index}");
    }

    /// <summary>Seeds torch's default generators, of all devices: PyTorch's <c>manual_seed</c> does, TorchSharp's seeds the CPU's alone.</summary>
    /// <param name="seed">Any value.</param>
    internal static void Seed(long seed)
    {
        manual_seed(seed).Dispose();
        if (cuda_is_available())
            cuda.manual_seed_all(seed);
    }

    private static int Index(string name) => name switch
    {
        "cuda" => 0,
        _ when name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index) => index,
        _ => throw new DartsException($"There is no device '{name}': the devices are auto, cpu, cuda and cuda:N (N counts from 0)."),
    };
}
