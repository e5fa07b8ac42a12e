using System.Reflection;

namespace Darts.Networks;

/// <summary>A built assembly of compiled networks, loaded into this process.</summary>
/// <remarks>It shares this process's Darts.Networks and TorchSharp, so that its networks are <see cref="ImageClassifier"/>s and <see cref="LanguageModel"/>s here.</remarks>
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

    /// <summary>Whether a network reads words; else it reads images.</summary>
    /// <param name="name">Its class name, as in <see cref="Names"/>.</param>
    /// <exception cref="DartsException">The assembly has no network of that name; the message says which it has.</exception>
    public bool IsLanguageModel(string name) => Find(name).IsSubclassOf(typeof(LanguageModel));

    /// <summary>Makes an image network with random weights, in training mode, on the CPU.</summary>
    /// <param name="name">Its class name, as in <see cref="Names"/>.</param>
    /// <exception cref="DartsException">The assembly has no image network of that name; the message says which it has.</exception>
    public ImageClassifier Create(string name) =>
        IsLanguageModel(name) ? throw new DartsException($"{name} is a language model: it reads words, not images.") : (ImageClassifier)Make(name);

    /// <summary>Makes a language model with random weights, in training mode, on the CPU.</summary>
    /// <param name="name">Its class name, as in <see cref="Names"/>.</param>
    /// <exception cref="DartsException">The assembly has no language model of that name; the message says which it has.</exception>
    public LanguageModel CreateLanguageModel(string name) =>
        IsLanguageModel(name) ? (LanguageModel)Make(name) : throw new DartsException($"{name} is an image network: it reads images, not words.");

    private object Make(string name) => Activator.CreateInstance(Find(name))!;

    private Type Find(string name)
    {
        Type[] named = [.. _networks.Where(type => type.Name == name || type.FullName == name)];
        return named.Length switch
        {
            1 => named[0],
            0 => throw new DartsException(NotFound(name)),
            _ => throw new DartsException($"'{_path}' has several networks called {name}: {string.Join(", ", named.Select(type => type.FullName))}."),
        };
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
        (type.IsSubclassOf(typeof(ImageClassifier)) || type.IsSubclassOf(typeof(LanguageModel))) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null;

    private string NameOf(Type type) => _networks.Count(other => other.Name == type.Name) == 1 ? type.Name : type.FullName!;

    private string NotFound(string name)
    {
        if (_networks.Count == 0)
            return $"'{_path}' has no network called {name}; it has none at all. Networks are named in genotypes/*.genotype.json, under \"networks\".";
        string nearest = Names.MinBy(candidate => EditDistance.Between(name, candidate))!;
        return $"'{_path}' has no network called {name}. Did you mean {nearest}? It has: {string.Join(", ", Names)}.";
    }
}
