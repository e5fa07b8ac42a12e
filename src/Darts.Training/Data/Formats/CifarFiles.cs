using System.Formats.Tar;
using System.IO.Compression;
using Darts.Networks;

namespace Darts.Training;

/// <summary>The files of a CIFAR set, from a folder or from its archive.</summary>
internal sealed class CifarFiles
{
    private readonly string _source;
    private readonly Dictionary<string, byte[]> _files;

    private CifarFiles(string source, Dictionary<string, byte[]> files) => (_source, _files) = (source, files);

    public static CifarFiles OfFolder(string folder, Func<string, bool> wanted) => new(
        folder,
        Directory.EnumerateFiles(folder).Where(file => wanted(Path.GetFileName(file))).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal));

    /// <summary>Reads the wanted files out of an archive into memory. Only the last part of an entry's name counts: no path in an archive is ever followed.</summary>
    public static CifarFiles OfArchive(string archive, Func<string, bool> wanted)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            using var file = File.OpenRead(archive);
            using var stream = archive.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? (Stream)file : new GZipStream(file, CompressionMode.Decompress);
            using var reader = new TarReader(stream);
            while (reader.GetNextEntry() is { } entry)
            {
                var name = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && wanted(name) && !files.TryAdd(name, ReadAll(entry.DataStream)))
                {
                    throw new DartsException($"'{archive}' holds {name} more than once.");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new DartsException($"'{archive}' is not a valid archive: it is damaged or not complete.", e);
        }

        return new(archive, files);
    }

    public bool Holds(string name) => _files.ContainsKey(name);

    public byte[] Require(string name) => _files.TryGetValue(name, out var bytes) ? bytes : throw new DartsException($"'{_source}' lacks the file {name}.");

    /// <summary>How a message names a file.</summary>
    public string Describe(string name) => $"{name} in '{_source}'";

    private static byte[] ReadAll(Stream? stream)
    {
        // An entry without a stream is an empty file.
        using var memory = new MemoryStream();
        stream?.CopyTo(memory);
        return memory.ToArray();
    }
}
