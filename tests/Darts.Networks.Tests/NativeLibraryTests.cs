using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class NativeLibraryTests
{
    [Fact]
    public void The_native_library_loads_on_this_system() => Assert.Equal(6, ones(2, 3).sum().item<float>());
}
