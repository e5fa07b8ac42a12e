using Darts.Networks;

namespace Darts.Search;

/// <summary>What the seeds of a search are for: one part of each, so that no two uses share random numbers.</summary>
internal enum SearchStream
{
    /// <summary>The initial weights.</summary>
    Weights = 1,

    /// <summary>The initial α.</summary>
    Architecture,

    /// <summary>Which images go to which half.</summary>
    Split,

    /// <summary>The batches ω is trained on.</summary>
    Training,

    /// <summary>The batches α is validated on.</summary>
    Validation,
}

/// <summary>Seeds of a search.</summary>
internal static class SearchSeeds
{
    /// <summary>The seed for one use.</summary>
    public static long Of(long seed, SearchStream stream) => Seeds.Mix(seed, (long)stream);
}
