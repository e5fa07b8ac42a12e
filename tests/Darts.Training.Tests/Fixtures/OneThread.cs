using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>Tensors in tests are too small to share out.</summary>
internal static class OneThread
{
    [ModuleInitializer]
    internal static void Set() => set_num_threads(1);
}
