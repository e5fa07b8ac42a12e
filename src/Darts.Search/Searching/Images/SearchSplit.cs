using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The training images in two parts: one trains ω, the other validates α (DARTS §3.1).</summary>
internal sealed class SearchSplit : IDisposable
{
    /// <summary>A batch norm needs two.</summary>
    private const int FewestImages = 2;

    /// <summary>Splits a set, which is borrowed: it must live as long as this.</summary>
    /// <param name="data">The data; its test images are no part of a search.</param>
    /// <param name="settings">The portion, and whether to shuffle.</param>
    /// <exception cref="DartsException">A part would have fewer than two images.</exception>
    public SearchSplit(ImageData data, SearchSettings settings)
    {
        int train = (int)Math.Floor(settings.TrainPortion * data.Train.Count), validation = data.Train.Count - train;
        if (train < FewestImages || validation < FewestImages)
        {
            throw new DartsException(
                $"The {data.Train.Count} training images of '{data.Name}' split into {train} that train and {validation} that validate; each part needs at least {FewestImages}.");
        }

        if (!settings.ShuffleSplit)
        {
            (Train, Validation) = (data.Train.Slice(0, train), data.Train.Slice(train, validation));
            return;
        }

        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)SearchSeeds.Of(settings.Seed, SearchStream.Split)), CPU);
        var order = randperm(data.Train.Count, generator: generator);
        (Train, Validation) = (Pick(data.Train, order.narrow(0, 0, train)), Pick(data.Train, order.narrow(0, train, validation)));
    }

    /// <summary>The images ω is trained on.</summary>
    public ImageSet Train { get; }

    /// <summary>The images α is validated on.</summary>
    public ImageSet Validation { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
    }

    private static ImageSet Pick(ImageSet images, Tensor indices) =>
        new(images.Images.index_select(0, indices).DetachFromDisposeScope(), images.Labels.index_select(0, indices).DetachFromDisposeScope());
}
