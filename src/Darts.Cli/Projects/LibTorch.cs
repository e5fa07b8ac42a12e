using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Darts.Cli.Commands;
using Darts.Networks;

namespace Darts.Cli.Projects;

/// <summary>
/// The native libtorch of an installed tool. A build of the repository has it beside itself; the tool's package does not (460 MB for each system): the project whose networks the tool compiles
/// references one anyway, and NuGet keeps it unpacked.
/// </summary>
internal static class LibTorch
{
    /// <summary>The library that needs all others, and the one that TorchSharp's own needs by name.</summary>
    private const string Main = "torch_cpu";
    private const string Front = "torch";

    private static readonly string Version = typeof(LibTorch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "LibTorchVersion").Value!;
    private static readonly string Rid = OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";
    private static readonly string Package = $"libtorch-cpu-{Rid}";

    private static nint _loaded;

    /// <summary>Makes sure that TorchSharp can start.</summary>
    /// <param name="projectOption">What <c>--project</c> names; null to look for it.</param>
    /// <param name="context">Says what is done.</param>
    /// <exception cref="DartsException">There is no libtorch to be found.</exception>
    public static async Task FindAsync(string? projectOption, CommandContext context)
    {
        if (IsBeside() || NativeLibrary.TryLoad(Main, typeof(TorchSharp.torch).Assembly, null, out _) || TryLoadFrom(DefaultCache()))
            return;
        var project = EvaluationProject.Find(projectOption, Environment.CurrentDirectory);
        var restored = await context.Output.WhileAsync($"Restoring the packages of {project.ProjectFile}", () => BuiltProject.EvaluateAsync(project, context.Cancellation)).ConfigureAwait(false);
        if (!restored.PackageFolders.Any(TryLoadFrom))
        {
            throw new DartsException($"libtorch {Version} is needed, and there is none among the packages of '{project.ProjectFile}'. Add it with 'dotnet add package {Package} --version {Version}', "
                + "or name the folder of another copy in LD_LIBRARY_PATH.");
        }
    }

    /// <summary>Whether it lies where the runtime looks for this program's native libraries. Not loaded yet: most mistakes in a command line are told before that.</summary>
    private static bool IsBeside() =>
        ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, FileName(Main))));

    /// <summary>NuGet's folder for packages, if nothing is configured otherwise for a project.</summary>
    private static string DefaultCache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <param name="packages">A folder of unpacked packages.</param>
    private static bool TryLoadFrom(string packages)
    {
        string folder = Path.Combine(packages, Package, Version, "runtimes", Rid, "native");
        // Once they are in the process, the loader gives these to everything that asks for them by name; they find their own neighbours.
        if (!NativeLibrary.TryLoad(Path.Combine(folder, FileName(Main)), out _loaded) || !NativeLibrary.TryLoad(Path.Combine(folder, FileName(Front)), out _))
            return false;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Main ? _loaded : 0;
        return true;
    }

    private static string FileName(string library) => OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
