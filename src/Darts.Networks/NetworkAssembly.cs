using System.Reflection;

namespace Darts.Networks;

/// <summary>A built assembly of compiled networks, loaded into this process.</summary>
/// <remarks>It shares this process's Darts.Networks and TorchSharp, so that its networks are <see cref="ImageClassifier"/>s here.</remarks>
public sealed class NetworkAssembly
{
    private readonly string _path;
    private readonly IReadOnlyList<Type> _networks;

    private NetworkAssembly(string path, IReadOnlyList<Type> networks) => (_path, _networks) = (path, networks);

    /// <summary>The class names of its networks, in alphabetical order; with their namespaces where two are called the same.</summary>
    public IReadOnlyList<string> Names => [.. _networks.Select(NameOf).Order(StringComparer.Ordinal)];

    /// <summary>Loads an assembly. One that is rebuilt at the same path can be loaded again.</summary>
    /// <param name="path">The .dll of a project that references Darts.Codegen.</param>
    /// <exception cref="DartsException">It cannot be read, is no assembly, or was built for another version of Darts.Networks.</exception>
    public static NetworkAssembly Load(string path)
    {
        byte[] image = Read(path);
        try
        {
            Assembly assembly = new PluginContext(path).Load(image);
            return new NetworkAssembly(path, [.. assembly.GetExportedTypes().Where(IsNetwork)]);
        }
        catch (BadImageFormatException e)
        {
            throw new DartsException($"'{path}' is not a .NET assembly.", e);
        }
        catch (Exception e) when (e is FileLoadException or FileNotFoundException or TypeLoadException or ReflectionTypeLoadException)
        {
            throw new DartsException($"'{path}' cannot be loaded: it, or a library it needs, was built for another version of Darts.Networks or is missing. Build it again.", e);
        }
    }

    /// <summary>Makes a network with random weights, in training mode, on the CPU.</summary>
    /// <param name="name">Its class name, as in <see cref="Names"/>.</param>
    /// <exception cref="DartsException">The assembly has no network of that name; the message says which it has.</exception>
    public ImageClassifier Create(string name)
    {
        Type[] named = [.. _networks.Where(type => type.Name == name || type.FullName == name)];
        if (named.Length != 1)
            throw new DartsException(named.Length == 0 ? NotFound(name) : $"'{_path}' has several networks called {name}: {string.Join(", ", named.Select(type => type.FullName))}.");
        return (ImageClassifier)Activator.CreateInstance(named[0])!;
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(path, e);
        }
    }

    private static bool IsNetwork(Type type) =>
        type.IsSubclassOf(typeof(ImageClassifier)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null;

    private string NameOf(Type type) => _networks.Count(other => other.Name == type.Name) == 1 ? type.Name : type.FullName!;

    private string NotFound(string name)
    {
        if (_networks.Count == 0)
            return $"'{_path}' has no network called {name}; it has none at all. Networks are named in genotypes/*.genotype.json, under \"networks\".";
        string nearest = Names.MinBy(candidate => EditDistance.Between(name, candidate))!;
        return $"'{_path}' has no network called {name}. Did you mean {nearest}? It has: {string.Join(", ", Names)}.";
    }
}
