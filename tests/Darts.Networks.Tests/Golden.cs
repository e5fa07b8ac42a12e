using static TorchSharp.torch;

namespace Darts.Networks.Tests;

/// <summary>A file of what the original code computed, by the name of the file.</summary>
internal sealed class Golden : IDisposable
{
    private readonly SafeTensorsFile _file;

    public Golden(string name) => _file = SafeTensorsFile.Open(PathOf(name));

    public Tensor this[string name] => _file.Read(name);

    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", $"{name}.safetensors");

    public bool Has(string name) => _file.Tensors.ContainsKey(name);

    /// <summary>The names under a prefix, without it.</summary>
    public IEnumerable<string> Under(string prefix) =>
        _file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    public void Dispose() => _file.Dispose();
}
