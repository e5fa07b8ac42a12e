using Darts.Networks;

namespace Darts.Training;

/// <summary>Keeps a share of each class for testing.</summary>
internal static class StratifiedSplit
{
    /// <summary>Splits the images of <paramref name="listing"/>; the same seed keeps the same images, and another class's images make no difference.</summary>
    /// <returns>Indices into the images, ascending. Each class has at least one image on either side.</returns>
    /// <exception cref="DartsException">A class has a single image, or the share is not in (0, 1).</exception>
    public static (int[] Train, int[] Test) Of(ImageListing listing, long seed, double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new DartsException($"The share of images kept for testing is {share}; it has to be above 0 and below 1.");
        }

        var test = new HashSet<int>();
        foreach (var members in Enumerable.Range(0, listing.Images.Count).GroupBy(i => listing.Images[i].Label))
        {
            int[] indices = [.. members];
            if (indices.Length < 2)
            {
                throw new DartsException($"The class '{listing.Classes[members.Key]}' of '{listing.Root}' has a single image; one to train on and one to test with are needed.");
            }

            var kept = Math.Clamp((int)Math.Round(share * indices.Length), 1, indices.Length - 1);
            var order = new RandomStream(Seeds.Mix(seed, (long)StreamPurpose.Split, members.Key)).Permutation(indices.Length);
            test.UnionWith(order[..kept].Select(position => indices[position]));
        }

        var parts = Enumerable.Range(0, listing.Images.Count).ToLookup(test.Contains);
        return ([.. parts[false]], [.. parts[true]]);
    }
}
