namespace Darts.Training;

/// <summary>Half a cosine from the base rate down to the minimum, which would be reached at epoch <paramref name="Epochs"/> (SGDR without restarts,
/// <c>CosineAnnealingLR</c>): η(e) = ηₘᵢₙ + (η₀ − ηₘᵢₙ)(1 + cos(πe/E))/2.</summary>
/// <param name="BaseRate">η₀.</param>
/// <param name="MinimumRate">ηₘᵢₙ.</param>
/// <param name="Epochs">E ≥ 1.</param>
public sealed record CosineSchedule(double BaseRate, double MinimumRate, int Epochs) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double At(int epoch) => MinimumRate + ((BaseRate - MinimumRate) * (1 + Math.Cos(Math.PI * epoch / Epochs)) / 2);
}
