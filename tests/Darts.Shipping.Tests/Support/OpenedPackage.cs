using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Darts.Shipping.Tests.Support;

/// <summary>What lies in a .nupkg.</summary>
internal sealed class OpenedPackage
{
    private readonly Dictionary<string, byte[]> _files = [];

    public OpenedPackage(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            _files.Add(entry.FullName, content.ToArray());
        }
    }

    /// <summary>Its files, without what every package has.</summary>
    public IEnumerable<string> Files => _files.Keys.Where(name => !name.StartsWith('_') && !name.StartsWith('[') && !name.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The bytes of a file.</summary>
    public byte[] this[string name] => _files[name];

    /// <summary>The description for NuGet, without its namespace.</summary>
    public XElement Specification
    {
        get
        {
            using var stream = new MemoryStream(_files.Single(file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
            var root = XDocument.Load(stream).Root!;
            foreach (var element in root.DescendantsAndSelf())
                element.Name = element.Name.LocalName;
            return root;
        }
    }

    /// <summary>A file as text.</summary>
    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);
}
