namespace Darts.Training;

/// <summary>An image of a folder.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">Its class.</param>
/// <param name="Test">Whether it lies in the test part.</param>
internal sealed record ListedImage(string Path, int Label, bool Test);
