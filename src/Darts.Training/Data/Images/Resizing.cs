using Darts.Kernels.Models;

namespace Darts.Training;

/// <summary>Brings whole sets to another shape.</summary>
internal static class Resizing
{
    /// <summary>The images of <paramref name="set"/> in the shape <paramref name="wanted"/>, with copies of their labels.</summary>
    public static ImageSet To(ImageSet set, ImageSize wanted)
    {
        var size = set.Size;
        var source = set.Images.bytes.ToArray();
        var target = new byte[checked(set.Count * wanted.Count)];
        Parallel.For(0, set.Count, i =>
        {
            var image = Colours.Convert(source[(i * size.Count)..((i + 1) * size.Count)], size.Channels, wanted.Channels);
            Resampling.Cover(image, (wanted.Channels, size.Height, size.Width), wanted.Height, wanted.Width).CopyTo(target, i * wanted.Count);
        });
        return ImageSet.Of(target, set.Labels.data<long>().ToArray(), wanted);
    }
}
