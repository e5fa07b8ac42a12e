using System.Globalization;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// The state of a run between two steps: one safetensors file whose tensors are grouped by a prefix (<c>model.</c>, <c>optimizer.</c>, …) and whose metadata says where
/// to go on. Random numbers need no state: they follow from the run's seed and the position.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private const string EpochKey = "epoch";
    private const string StepKey = "step";
    private const string SecondsKey = "seconds";
    private readonly SafeTensorsFile _file;

    private Checkpoint(SafeTensorsFile file, CheckpointPosition position) => (_file, Position) = (file, position);

    /// <summary>Where to go on.</summary>
    public CheckpointPosition Position { get; }

    /// <summary>Writes a checkpoint over the last one, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="position">Where to go on.</param>
    /// <param name="sections">The state by section and name; the tensors are borrowed.</param>
    /// <exception cref="DartsException">A value is not finite or the file cannot be written; what was there before is untouched.</exception>
    public static void Write(string path, CheckpointPosition position, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Tensor>> sections)
    {
        var tensors = (from section in sections from named in section.Value select (Name: $"{section.Key}.{named.Key}", named.Value))
            .ToDictionary(named => named.Name, named => named.Value, StringComparer.Ordinal);
        if (Finite.FirstExceptionOf(tensors) is { } name)
        {
            throw new DartsException(
                $"'{name}' holds values that are not finite; {(File.Exists(path) ? $"the last good checkpoint is '{path}'" : "there is no checkpoint yet")}. A lower learning rate may help.");
        }

        SafeTensors.Write(path, tensors, new Dictionary<string, string>
        {
            [EpochKey] = position.Epoch.ToString(CultureInfo.InvariantCulture),
            [StepKey] = position.Step.ToString(CultureInfo.InvariantCulture),
            [SecondsKey] = position.Seconds.ToString("R", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DartsException">It cannot be read or is no checkpoint.</exception>
    public static Checkpoint Open(string path)
    {
        var file = SafeTensorsFile.Open(path);
        if (PositionOf(file.Metadata) is { } position)
        {
            return new(file, position);
        }

        file.Dispose();
        throw new DartsException($"'{path}' is no checkpoint: it does not say at which epoch and step to go on.");
    }

    /// <summary>Copies a section into a module's parameters and buffers.</summary>
    /// <param name="section">Its name.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="DartsException">The section is of another network.</exception>
    public void LoadModule(string section, nn.Module module) => NetworkWeights.Load(module, _file, prefix: $"{section}.");

    /// <summary>Reads a section.</summary>
    /// <param name="section">Its name.</param>
    /// <returns>New tensors on the CPU by name, for the caller to dispose; empty where there is no such section.</returns>
    /// <exception cref="DartsException">The file cannot be read.</exception>
    public IReadOnlyDictionary<string, Tensor> Read(string section) => _file.Tensors.Keys
        .Where(name => name.StartsWith($"{section}.", StringComparison.Ordinal))
        .ToDictionary(name => name[(section.Length + 1)..], _file.Read, StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static CheckpointPosition? PositionOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(EpochKey, out var epochText)
        && metadata.TryGetValue(StepKey, out var stepText)
        && metadata.TryGetValue(SecondsKey, out var secondsText)
        && int.TryParse(epochText, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
        && int.TryParse(stepText, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        && double.TryParse(secondsText, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? new(epoch, step, seconds)
            : null;
}
