using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>A search of a few steps on random images, in a folder of its own.</summary>
public class TinySearch : SearchRuns<SearchSettings>
{
    public const string Name = "Tiny";

    /// <summary>Three batches of 4, 4 and 2 an epoch; the validation half of 11 images gives two whole ones a pass.</summary>
    public static readonly SearchSettings Settings = new()
    {
        Seed = 4,
        Channels = 2,
        Layers = 3,
        Epochs = 2,
        BatchSize = 4,
        ShuffleSplit = true,
        ArchitectureLearningRate = 0.1,
        Augmentation = new Augmentation(CropPadding: 1, Flip: true, Cutout: 0),
        NetworkChannels = 4,
        NetworkLayers = 3,
        NetworkAuxiliary = false,
    };

    private const int Images = 21;

    public TinySearch()
    {
        var random = new Random(1);
        var size = new ImageSize(1, 8, 8);
        var pixels = new byte[Images * size.Count];
        random.NextBytes(pixels);
        var images = ImageSet.Of(pixels, [.. Enumerable.Range(0, Images).Select(image => image % 3L)], size);
        Data = new ImageData("random", images, images, ["a", "b", "c"], Normalisation.Of(images.Images));
    }

    public ImageData Data { get; }

    public override ImageSearch Loop(SearchSettings settings) => new(Data, settings, CPU, Name) { ReportsEveryStep = true };

    protected override void Free() => Data.Train.Dispose();
}
