using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class NativeLibraryTests
{
    private const string Library = "libLibTorchSharp.so";

    [Fact]
    public void The_native_library_loads_on_this_system() => Assert.Equal(6, ones(2, 3).sum().item<float>());

    [Fact]
    public void The_library_the_build_put_beside_us_differs_from_the_package_in_flags_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux's library has version needs.");
        string ours = Directory.EnumerateFiles(AppContext.BaseDirectory, Library, SearchOption.AllDirectories).First();
        byte[] patched = File.ReadAllBytes(ours), again = [.. patched];
        WeakenVersionNeed.Weaken(again, "GLIBCXX_3.4.32");
        Assert.Equal(patched, again);

        string package = Path.Combine(Packages(), "torchsharp", "0.107.0", "runtimes", "linux-x64", "native", Library);
        Assert.SkipUnless(File.Exists(package), "The package is not on this machine.");
        byte[] original = File.ReadAllBytes(package);
        int changed = Assert.Single(Enumerable.Range(0, original.Length), i => original[i] != patched[i]);
        Assert.Equal(2, original[changed] ^ patched[changed]);
    }

    private static string Packages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
