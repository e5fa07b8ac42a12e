namespace Darts.Training;

/// <summary>The rate times a factor after every so many epochs (<c>StepLR</c>): η(e) = η₀γ^⌊e/s⌋.</summary>
/// <param name="BaseRate">η₀.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Every">s ≥ 1, epochs.</param>
public sealed record StepSchedule(double BaseRate, double Gamma, int Every) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double At(int epoch) => BaseRate * Math.Pow(Gamma, epoch / Every);
}
