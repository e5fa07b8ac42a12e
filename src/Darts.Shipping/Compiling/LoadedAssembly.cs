using System.Reflection;
using System.Runtime.Loader;

namespace Darts.Shipping;

/// <summary>A compiled assembly in this process, gone with this.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Assembly _assembly;

    /// <summary>Loads it.</summary>
    /// <param name="assembly">Its bytes; what it references comes from this process.</param>
    public LoadedAssembly(byte[] assembly)
    {
        _context = new AssemblyLoadContext(name: null, isCollectible: true);
        using var stream = new MemoryStream(assembly, writable: false);
        _assembly = _context.LoadFromStream(stream);
    }

    /// <summary>Makes an object.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="type">Its class, with the namespace.</param>
    /// <param name="arguments">What its constructor takes; what that throws is thrown.</param>
    public T Create<T>(string type, params object[] arguments) =>
        (T)Activator.CreateInstance(_assembly.GetType(type, throwOnError: true)!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    /// <summary>Unloads it.</summary>
    public void Dispose() => _context.Unload();
}
