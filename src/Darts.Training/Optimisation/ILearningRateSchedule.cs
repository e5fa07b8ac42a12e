namespace Darts.Training;

/// <summary>A learning rate for each epoch, in closed form: nothing to save, nothing to restore.</summary>
public interface ILearningRateSchedule
{
    /// <summary>The learning rate of <paramref name="epoch"/>.</summary>
    /// <param name="epoch">Counted from 0, whose rate is the base rate.</param>
    double At(int epoch);
}
