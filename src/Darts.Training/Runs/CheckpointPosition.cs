namespace Darts.Training;

/// <summary>Where a run is to go on.</summary>
/// <param name="Epoch">The epoch, from 0; the number of epochs when the run is over.</param>
/// <param name="Step">The next step of that epoch; the number of steps when only its end (testing, writing) is left.</param>
/// <param name="Seconds">How long the run has worked so far.</param>
public readonly record struct CheckpointPosition(int Epoch, int Step, double Seconds);
