using System.Text.Json;
using Darts.Networks;

namespace Darts.Exporting;

/// <summary>What a network expects to be done to pixels: (x/255 − mean)/std.</summary>
/// <param name="Mean">The mean of each channel, of pixels in [0, 1].</param>
/// <param name="Std">The standard deviation of each channel.</param>
internal sealed record PixelNormalisation(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    private const string MeanKey = "mean", StdKey = "std";

    /// <summary>Reads what training writes into a weights file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="channels">The channels of the network's input.</param>
    /// <exception cref="DartsException">It is missing, damaged, or of other channels.</exception>
    public static PixelNormalisation Of(SafeTensorsFile file, int channels)
    {
        var normalisation = new PixelNormalisation(Read(file, MeanKey), Read(file, StdKey));
        if (normalisation.Mean.Count != channels || normalisation.Std.Count != channels)
            throw new DartsException($"'{file.Path}' normalises {normalisation.Mean.Count} channels, and the network takes images of {channels}.");
        if (!normalisation.Mean.All(float.IsFinite) || !normalisation.Std.All(static deviation => float.IsFinite(deviation) && deviation > 0))
            throw new DartsException($"'{file.Path}' holds a normalisation that no image can have: mean [{string.Join(", ", normalisation.Mean)}], std [{string.Join(", ", normalisation.Std)}].");
        return normalisation;
    }

    private static float[] Read(SafeTensorsFile file, string key)
    {
        if (!file.Metadata.TryGetValue(key, out string? json))
            throw new DartsException($"'{file.Path}' does not say how images are normalised; weights trained by darts do. Export without preprocessing, for images that are normalised.");
        try
        {
            return JsonSerializer.Deserialize<float[]>(json) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new DartsException($"The metadata of '{file.Path}' is damaged: {key} is no list of numbers.", e);
        }
    }
}
