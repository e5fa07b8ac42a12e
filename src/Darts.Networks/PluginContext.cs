using System.Reflection;
using System.Runtime.Loader;
using TorchSharp;

namespace Darts.Networks;

/// <summary>Where an assembly of networks is loaded: beside this program, sharing its Darts.Networks and TorchSharp.</summary>
internal sealed class PluginContext(string path) : AssemblyLoadContext(name: path)
{
    private static readonly Assembly[] Shared = [typeof(ImageClassifier).Assembly, typeof(torch).Assembly];

    private readonly AssemblyDependencyResolver _resolver = new(Path.GetFullPath(path));

    /// <summary>Loads from a copy in memory: a build that overwrites the file does not pull it from under a running program.</summary>
    public Assembly Load(byte[] image)
    {
        using var stream = new MemoryStream(image);
        return LoadFromStream(stream);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Array.Find(Shared, assembly => assembly.GetName().Name == assemblyName.Name) is { } shared)
            return shared;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? Load(File.ReadAllBytes(found)) : null;
    }
}
