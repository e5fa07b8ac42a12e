namespace Darts.Training;

/// <summary>What a random stream is for: one part of its seed, so that no two uses share numbers.</summary>
public enum StreamPurpose
{
    /// <summary>Which images are kept for testing.</summary>
    Split = 1,

    /// <summary>The order of the images within an epoch.</summary>
    Shuffle = 2,

    /// <summary>Crops, flips and cutouts of a batch.</summary>
    Augment = 3,

    /// <summary>What a network draws during a training step: drop path.</summary>
    Network = 4,

    /// <summary>The weights a network starts with.</summary>
    Initial = 5,

    /// <summary>How a text is cut into passages.</summary>
    Passages = 6,

    /// <summary>The words of a text that a model makes up.</summary>
    Sampling = 7,
}
