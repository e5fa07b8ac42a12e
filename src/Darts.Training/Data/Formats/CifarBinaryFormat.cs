using System.Text;
using Darts.Networks;

namespace Darts.Training;

/// <summary>
/// CIFAR-10 and CIFAR-100 in the binary version: a folder with the .bin files (or with the folder the archive unpacks to), or the .tar.gz as distributed, which is
/// read in memory and never unpacked. A record is the label (CIFAR-100: coarse, then fine, which is used) and 3×32×32 pixels.
/// </summary>
public sealed class CifarBinaryFormat : IDataFormat
{
    private const int Pixels = 3 * 32 * 32;
    private static readonly string[] ArchiveEndings = [".tar.gz", ".tgz", ".tar"];

    private static readonly Variant Cifar10 = new(
        "CIFAR-10", 10, 1, [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")], "test_batch.bin", "batches.meta.txt", "cifar-10-batches-bin", Normalisation.Cifar10);

    private static readonly Variant Cifar100 = new("CIFAR-100", 100, 2, ["train.bin"], "test.bin", "fine_label_names.txt", "cifar-100-binary", null);

    /// <inheritdoc/>
    public string Name => "CIFAR binary";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        File.Exists(path)
            ? ArchiveEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            : FolderOf(path) is not null;

    /// <inheritdoc/>
    public ImageData Load(string path, DataOptions options)
    {
        var files = File.Exists(path) ? CifarFiles.OfArchive(path, IsPart) : CifarFiles.OfFolder(FolderOf(path)!, IsPart);
        var variant = new[] { Cifar10, Cifar100 }.FirstOrDefault(variant => variant.Parts.Any(files.Holds)) ?? throw new DartsException(
            $"'{path}' holds no CIFAR .bin files: the binary version is needed (cifar-10-binary.tar.gz or cifar-100-binary.tar.gz).");
        var classes = NamesOf(variant, files);
        var size = new ImageSize(3, 32, 32);
        return Finish.Of(variant.Name, Read(variant, files, variant.Train, size), Read(variant, files, [variant.Test], size), classes, options, variant.Published);
    }

    private static bool IsPart(string name) => new[] { Cifar10, Cifar100 }.Any(variant => variant.Parts.Contains(name) || variant.Meta == name);

    private static string? FolderOf(string path) =>
        new[] { path, Path.Combine(path, Cifar10.Folder), Path.Combine(path, Cifar100.Folder) }.FirstOrDefault(folder =>
            new[] { Cifar10, Cifar100 }.Any(variant => variant.Parts.Any(part => File.Exists(Path.Combine(folder, part)))));

    private static ImageSet Read(Variant variant, CifarFiles files, IReadOnlyList<string> names, ImageSize size)
    {
        var parts = names.Select(name => (Name: name, Bytes: files.Require(name))).ToArray();
        var record = variant.LabelBytes + Pixels;
        foreach (var (name, bytes) in parts)
        {
            if (bytes.Length == 0 || bytes.Length % record != 0)
            {
                throw new DartsException($"{files.Describe(name)} has {bytes.Length} bytes, which is no whole number of {variant.Name} records of {record} bytes: it is damaged or not complete.");
            }
        }

        var count = parts.Sum(part => part.Bytes.Length / record);
        var (pixels, labels) = (new byte[checked(count * Pixels)], new byte[count]);
        var image = 0;
        foreach (var (_, bytes) in parts)
        {
            for (var start = 0; start < bytes.Length; start += record, image++)
            {
                labels[image] = bytes[start + variant.LabelBytes - 1];
                bytes.AsSpan(start + variant.LabelBytes, Pixels).CopyTo(pixels.AsSpan(image * Pixels));
            }
        }

        LabelCheck.Check(labels, variant.Classes, $"the labels of {files.Describe(string.Join(", ", names))}");
        return ImageSet.Of(pixels, Array.ConvertAll(labels, label => (long)label), size);
    }

    private static IReadOnlyList<string> NamesOf(Variant variant, CifarFiles files)
    {
        if (!files.Holds(variant.Meta))
        {
            return LabelCheck.Numbers(variant.Classes);
        }

        var names = Encoding.UTF8.GetString(files.Require(variant.Meta)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length == variant.Classes
            ? names
            : throw new DartsException($"{files.Describe(variant.Meta)} names {names.Length} classes, but {variant.Name} has {variant.Classes}.");
    }

    private sealed record Variant(
        string Name, int Classes, int LabelBytes, IReadOnlyList<string> Train, string Test, string Meta, string Folder, Normalisation? Published)
    {
        public IEnumerable<string> Parts => [.. Train, Test];
    }
}
