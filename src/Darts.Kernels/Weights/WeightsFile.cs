using System.Reflection;
using Darts.Kernels.Files;
using Darts.Kernels.Inference;

namespace Darts.Kernels.Weights;

/// <summary>
/// A safetensors file, open for reading; no tensor library is needed. The header is checked when it is opened; the tensors stay where they are, in the file
/// mapped into memory, and are read in place. <c>using var weights = WeightsFile.Open(path); var network = new XInference(weights);</c>
/// </summary>
/// <remarks>
/// The format: 8 bytes length of the header, a JSON header, then the tensors' elements one after the other, little endian. A file that becomes shorter after it
/// was opened is an error at the next reading; one that is cut in the middle of a reading ends the process, as with every mapped file. Files that are replaced by renaming
/// (all of ours are) never become shorter.
/// </remarks>
public sealed unsafe class WeightsFile : IWeights, IDisposable
{
    /// <summary>The metadata key of the name of the network whose weights a file holds.</summary>
    public const string NetworkKey = "network";

    /// <summary>The metadata key of the hash of its architecture.</summary>
    public const string GenotypeKey = "genotype";

    /// <summary>The metadata key of its sizes, see <see cref="WeightsOwner.Size"/>.</summary>
    public const string SizeKey = "size";

    /// <summary>What PyTorch's data-parallel wrappers put before every name.</summary>
    public const string ParallelPrefix = "module.";

    private readonly Content _content;
    private readonly WeightsHeader _header;
    private readonly WeightsChecksums? _checksums;
    private readonly string _prefix;

    /// <summary>Reads the header of content that is in memory.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">The file; disposed with this, and where it is not valid.</param>
    /// <exception cref="WeightsException">It is not valid.</exception>
    internal WeightsFile(string name, Content content)
    {
        (Name, _content) = (name, content);
        try
        {
            _header = WeightsHeader.Read(content);
            // Whoever copies the facts into another file must not copy these.
            var facts = _header.Metadata.ToDictionary();
            _checksums = facts.Remove(WeightsChecksums.Key, out string? sums) ? WeightsChecksums.Parse(sums, Tensors.Keys) : null;
            Metadata = facts;
        }
        catch (FormatException e)
        {
            bool pickled = WeightsHeader.IsPickled(content);
            content.Dispose();
            throw new WeightsException(
                pickled
                    ? $"'{name}' is a file of torch.save, not of safetensors. In Python: safetensors.torch.save_file({{k: v.clone() for k, v in model.state_dict().items()}}, path)."
                    : $"'{name}' is not a valid safetensors file: {e.Message}.",
                e);
        }

        bool parallel = Tensors.Count > 0 && Tensors.Keys.All(static tensor => tensor.StartsWith(ParallelPrefix, StringComparison.Ordinal));
        _prefix = parallel ? ParallelPrefix : "";
    }

    /// <summary>The file, as it was named.</summary>
    public string Name { get; }

    /// <summary>Facts about the file, without the checksums.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether there are checksums of the tensors; then a damaged one is not read.</summary>
    public bool HasChecksums => _checksums is not null;

    /// <summary>The tensors by name, in the header's order.</summary>
    public IReadOnlyDictionary<string, WeightsEntry> Tensors => _header.Tensors;

    /// <summary>The network whose weights these are, for messages: <c> (saved from X, genotype 0123…)</c>; empty where the file does not say.</summary>
    internal string Origin
    {
        get
        {
            string network = Metadata.TryGetValue(NetworkKey, out string? name) ? $"saved from {Shown.Text(name)}" : "";
            string genotype = Metadata.TryGetValue(GenotypeKey, out string? hash) ? $"genotype {Shown.Text(hash)}" : "";
            string both = string.Join(", ", new[] { network, genotype }.Where(static fact => fact.Length > 0));
            return both.Length > 0 ? $" ({both})" : "";
        }
    }

    /// <summary>Opens a file and checks its header: JSON, types, shapes, and that the tensors tile the rest of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">The file cannot be read or is not valid.</exception>
    public static WeightsFile Open(string path)
    {
        try
        {
            return new WeightsFile(path, new MappedContent(path));
        }
        catch (Exception e) when (FileFaults.IsOne(e))
        {
            throw new WeightsException(FileFaults.Reading(path, e), e);
        }
    }

    /// <summary>Reads a whole stream into memory (outside of the managed heap) and checks it as <see cref="Open"/> does: a resource of an assembly, say.</summary>
    /// <param name="stream">The stream; read from where it stands to its end, and left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="WeightsException">The stream cannot be read or is not valid.</exception>
    public static WeightsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return new WeightsFile(name, new CopiedContent(stream));
        }
        catch (Exception e) when (FileFaults.IsOne(e))
        {
            throw new WeightsException(FileFaults.Reading(name, e), e);
        }
    }

    /// <summary>Opens a resource of an assembly as <see cref="Open"/> does a file; it is read where it lies.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource.</param>
    /// <exception cref="WeightsException">There is no such resource, or it is not valid.</exception>
    public static WeightsFile OfResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string shown = $"{assembly.GetName().Name}, resource {name}";
        return new WeightsFile(shown, ResourceContent.Find(assembly, name) ?? throw new WeightsException($"There is no '{shown}'."));
    }

    /// <summary>The elements of a tensor as they lie in the file; valid until this is disposed.</summary>
    /// <param name="name">One of <see cref="Tensors"/>.</param>
    /// <exception cref="WeightsException">There is no such tensor, it is damaged, the file has become shorter, or the tensor is longer than a span can be.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        var entry = Find(name);
        Verify(entry);
        long length = entry.Length;
        return length <= int.MaxValue ? Bytes(entry, 0, (int)length) : throw new WeightsException($"Tensor {Shown.Name(name)} of '{Name}' takes {length} bytes, too many to be read at once.");
    }

    /// <inheritdoc/>
    /// <remarks>Floating-point elements of any type are converted. Where all names begin with <c>module.</c>, they are found without it.</remarks>
    public void Read(string name, Span<float> to)
    {
        var entry = Find(name);
        if (entry.Count != to.Length)
            throw new WeightsException($"Tensor {Shown.Name(name)} of '{Name}'{Origin} has shape {entry.ShapeText}, {entry.Count} values, and the network {to.Length}: the weights are another network's.");
        if (!entry.Type.IsFloatingPoint)
            throw new WeightsException($"Tensor {Shown.Name(name)} of '{Name}'{Origin} holds elements of type {entry.Type}, not floating-point numbers.");
        Verify(entry);
        // A float64 takes twice the bytes of a float, and spans count in int.
        const int Part = 1 << 24;
        for (int at = 0; at < to.Length; at += Part)
        {
            var part = to.Slice(at, Math.Min(Part, to.Length - at));
            Floats.Convert(Bytes(entry, (long)at * entry.Type.Size, part.Length * entry.Type.Size), entry.Type, part);
        }
    }

    /// <summary>Writes a tensor's elements as they lie in the file.</summary>
    /// <param name="name">One of <see cref="Tensors"/>.</param>
    /// <param name="to">Where to.</param>
    /// <exception cref="WeightsException">There is no such tensor, it is damaged, or the file has become shorter.</exception>
    public void CopyTo(string name, Stream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        var entry = Find(name);
        Verify(entry);
        foreach (var (from, length) in entry.Parts())
            to.Write(Bytes(entry, from, length));
    }

    /// <summary>Refuses a network whose weights these are not; see <see cref="WeightsOwner"/>. A file that does not say whose they are is for any.</summary>
    /// <param name="network">The network that is to take them.</param>
    /// <exception cref="WeightsException">The metadata names another network, genotype or size; the message names both.</exception>
    public void CheckOwner(WeightsOwner network)
    {
        if (WeightsOwner.Of(Metadata)?.Refusal($"The weights in '{Name}'", network) is { } refusal)
            throw new WeightsException(refusal);
    }

    /// <summary>Compares all tensors with their checksums, where the file has any. Reading a tensor does so for it.</summary>
    /// <exception cref="WeightsException">A tensor is damaged; the message names it.</exception>
    public void Verify()
    {
        foreach (var entry in Tensors.Values)
            Verify(entry);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _content.Dispose();

    /// <summary>Compares a tensor with its checksum, once.</summary>
    /// <param name="entry">One of <see cref="Tensors"/>.</param>
    /// <exception cref="WeightsException">It is damaged.</exception>
    internal void Verify(WeightsEntry entry)
    {
        if (_checksums is null || _checksums.IsVerified(entry.Name))
            return;
        uint crc = Crc32C.Empty;
        foreach (var (from, length) in entry.Parts())
            crc = Crc32C.Append(crc, Bytes(entry, from, length));
        if (_checksums.Fault(entry.Name, crc) is { } expected)
            throw new WeightsException($"'{Name}' is damaged: the data of tensor {Shown.Name(entry.Name)} has the checksum {WeightsChecksums.Text(crc)} and not {WeightsChecksums.Text(expected)}, as when it was written.");
    }

    /// <summary>A part of a tensor's elements, not compared with its checksum.</summary>
    /// <param name="entry">One of <see cref="Tensors"/>.</param>
    /// <param name="from">Bytes from the tensor's first.</param>
    /// <param name="length">How many bytes.</param>
    internal ReadOnlySpan<byte> Bytes(WeightsEntry entry, long from, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + length, entry.Length);
        try
        {
            return _content.Span(entry.Begin + from, length);
        }
        catch (Exception e) when (FileFaults.IsOne(e))
        {
            throw new WeightsException(FileFaults.Reading(Name, e), e);
        }
    }

    private WeightsEntry Find(string name) =>
        Tensors.TryGetValue(name, out var entry) || Tensors.TryGetValue(_prefix + name, out entry) ? entry : throw new WeightsException($"'{Name}'{Origin} holds no tensor {Shown.Name(name)}.");
}
