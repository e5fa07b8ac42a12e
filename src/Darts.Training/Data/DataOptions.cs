namespace Darts.Training;

/// <summary>How to read a data set.</summary>
/// <param name="Size">The shape images are brought to, or null for their own; a folder of photos has none of its own and becomes 3×32×32 then.</param>
/// <param name="Seed">Which images of a set without a test part are kept for testing.</param>
/// <param name="TestShare">The share of each class that is kept for testing where there is no test part; in (0, 1).</param>
/// <param name="CacheFolder">Where decoded photos are kept; null for the user's cache folder.</param>
public sealed record DataOptions(ImageSize? Size = null, long Seed = 0, double TestShare = 0.2, string? CacheFolder = null);
