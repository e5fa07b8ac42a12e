using Darts.Networks;

namespace Darts.Training;

/// <summary>
/// MNIST and its like (Fashion-MNIST, KMNIST, EMNIST under MNIST's names): a folder with four IDX files, plain or gzip'd,
/// named <c>train-images-idx3-ubyte</c> or <c>train-images.idx3-ubyte</c>.
/// </summary>
public sealed class IdxFormat : IDataFormat
{
    private static readonly string[] Fashion = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <inheritdoc/>
    public string Name => "IDX";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        Directory.Exists(path) && new[] { "train", "t10k" }.Any(part => Find(path, part, "images", 3) is not null || Find(path, part, "labels", 1) is not null);

    /// <inheritdoc/>
    public ImageData Load(string path, DataOptions options)
    {
        var (train, trainLabels) = ReadPart(path, "train");
        var (test, testLabels) = ReadPart(path, "t10k");
        if (!train.Dimensions.Skip(1).SequenceEqual(test.Dimensions.Skip(1)))
        {
            throw new DartsException($"The training images of '{path}' are {Shape(train)} pixels, its test images {Shape(test)}.");
        }

        var classes = NamesOf(path, trainLabels.Max() + 1);
        LabelCheck.Check(trainLabels, classes.Count, $"the training labels of '{path}'");
        LabelCheck.Check(testLabels, classes.Count, $"the test labels of '{path}'");
        var size = new ImageSize(1, train.Dimensions[1], train.Dimensions[2]);
        return Finish.Of(
            Finish.NameOf(path), ImageSet.Of(train.Values, Wide(trainLabels), size), ImageSet.Of(test.Values, Wide(testLabels), size), classes, options, published: null);
    }

    private static (IdxFile Images, byte[] Labels) ReadPart(string folder, string part)
    {
        var imagesPath = Require(folder, part, "images", 3);
        var labelsPath = Require(folder, part, "labels", 1);
        var images = IdxFile.Read(imagesPath, 3);
        var labels = IdxFile.Read(labelsPath, 1);
        return images.Dimensions[0] == labels.Dimensions[0]
            ? (images, labels.Values)
            : throw new DartsException($"'{imagesPath}' holds {images.Dimensions[0]} images, but '{labelsPath}' {labels.Dimensions[0]} labels.");
    }

    private static string Require(string folder, string part, string kind, int dimensions) =>
        Find(folder, part, kind, dimensions)
        ?? throw new DartsException($"'{folder}' lacks the file {part}-{kind}-idx{dimensions}-ubyte (or the same with .gz).");

    private static string? Find(string folder, string part, string kind, int dimensions) =>
        (from separator in new[] { "-", "." }
         from ending in new[] { "", ".gz" }
         let file = Path.Combine(folder, $"{part}-{kind}{separator}idx{dimensions}-ubyte{ending}")
         where File.Exists(file)
         select file).FirstOrDefault();

    // The files hold no names; the folder is all there is to go by (torchvision keeps the files in FashionMNIST/raw).
    private static IReadOnlyList<string> NamesOf(string path, int classes) =>
        classes == Fashion.Length && Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).TakeLast(2).Any(part => part.Contains("fashion", StringComparison.OrdinalIgnoreCase))
            ? Fashion
            : LabelCheck.Numbers(classes);

    private static long[] Wide(byte[] labels) => Array.ConvertAll(labels, label => (long)label);

    private static string Shape(IdxFile images) => $"{images.Dimensions[1]}×{images.Dimensions[2]}";
}
