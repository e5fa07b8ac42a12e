using Darts.Networks;

namespace Darts.Training;

/// <summary>
/// A folder of one's own images: one sub-folder for each class, named as the class, or <c>train</c> and <c>test</c> (or <c>val</c>, <c>valid</c>, <c>validation</c>)
/// with those in them. JPEG, PNG, WebP, GIF and BMP; other files and hidden ones are left out. Images are scaled to cover the shape wanted and cut in the middle.
/// </summary>
public sealed class ImageFolderFormat : IDataFormat
{
    /// <summary>The shape when none is asked for: CIFAR's.</summary>
    public static ImageSize DefaultSize { get; } = new(3, 32, 32);

    /// <inheritdoc/>
    public string Name => "image folder";

    /// <inheritdoc/>
    public bool Recognises(string path) => Directory.Exists(path) && Directory.EnumerateDirectories(path).Any(ImageListing.IsVisible);

    /// <inheritdoc/>
    public ImageData Load(string path, DataOptions options)
    {
        var size = options.Size ?? DefaultSize;
        ChannelConversion.Check(Finish.NameOf(path), 3, size.Channels);
        var listing = ImageListing.Of(path);
        var pixels = new ImageCache(options.CacheFolder).GetOrAdd(listing.Key(size), checked(listing.Images.Count * size.Count), () => Decode(listing.Images, size));
        var (train, test) = listing.HasTest ? ByFolder(listing) : StratifiedSplit.Of(listing, options.Seed, options.TestShare);
        return Finish.Of(Finish.NameOf(path), Pick(listing, pixels, train, size), Pick(listing, pixels, test, size), listing.Classes, options, published: null);
    }

    private static byte[] Decode(IReadOnlyList<ListedImage> images, ImageSize size)
    {
        var pixels = new byte[images.Count * size.Count];
        try
        {
            Parallel.For(0, images.Count, i => ImageDecoder.Decode(images[i].Path, size).CopyTo(pixels, i * size.Count));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<DartsException>().OrderBy(inner => inner.Message, StringComparer.Ordinal).FirstOrDefault() is { } first)
        {
            throw first;
        }

        return pixels;
    }

    private static (int[] Train, int[] Test) ByFolder(ImageListing listing)
    {
        var parts = Enumerable.Range(0, listing.Images.Count).ToLookup(i => listing.Images[i].Test);
        return ([.. parts[false]], [.. parts[true]]);
    }

    private static ImageSet Pick(ImageListing listing, byte[] pixels, int[] indices, ImageSize size)
    {
        var picked = new byte[checked(indices.Length * size.Count)];
        for (var i = 0; i < indices.Length; i++)
        {
            pixels.AsSpan(indices[i] * size.Count, size.Count).CopyTo(picked.AsSpan(i * size.Count));
        }

        return ImageSet.Of(picked, [.. indices.Select(index => (long)listing.Images[index].Label)], size);
    }
}
