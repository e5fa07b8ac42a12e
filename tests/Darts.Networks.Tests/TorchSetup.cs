using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;
using static TorchSharp.torch;

// libtorch has one random generator a process: tests that seed it cannot run beside tests that draw.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Darts.Networks.Tests;

internal static class TorchSetup
{
    /// <summary>Tensors in tests are tiny: on a busy machine libtorch's threads would spend their time waiting for each other.</summary>
    [ModuleInitializer]
    internal static void UseOneThread() => set_num_threads(1);
}
