namespace Darts.Cli.Running.Runs;

/// <summary>What the training at the end of a run came to.</summary>
/// <param name="Parameters">Those of the network.</param>
/// <param name="Data">Name and sizes of the data, for people.</param>
/// <param name="Seconds">How long it was trained.</param>
/// <param name="WeightsFile">The trained weights.</param>
/// <param name="Rows">How good it is, for people.</param>
/// <param name="Facts">The same for programs, by name.</param>
internal sealed record RunOutcome(
    long Parameters, string Data, double Seconds, string WeightsFile, IReadOnlyList<(string Name, string Value)> Rows, IReadOnlyList<(string Name, object? Value)> Facts);
