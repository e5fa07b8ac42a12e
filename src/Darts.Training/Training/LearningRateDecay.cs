namespace Darts.Training;

/// <summary>How the learning rate goes down.</summary>
public enum LearningRateDecay
{
    /// <summary>Along half a cosine to 0.</summary>
    Cosine,

    /// <summary>By a constant factor after each epoch.</summary>
    Exponential,
}
