using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>All that a search changes as it goes, and so all that a checkpoint holds: ω with its running statistics and momentum, α with Adam's moments, and what a kind of search adds.</summary>
/// <param name="supernet">The search network; owned.</param>
/// <param name="architecture">α; owned.</param>
/// <param name="weightOptimizer">The optimizer of ω; owned.</param>
/// <param name="architectureOptimizer">The optimizer of α; owned.</param>
internal abstract class SearchState(nn.Module supernet, ArchitectureParameters architecture, MomentumSgd weightOptimizer, Adam architectureOptimizer) : IDisposable
{
    private const string ModelSection = "model";
    private const string WeightOptimizerSection = "weightOptimizer";
    private const string ArchitectureSection = "architecture";
    private const string ArchitectureOptimizerSection = "architectureOptimizer";

    /// <summary>α.</summary>
    public ArchitectureParameters Architecture => architecture;

    /// <summary>The optimizer of ω.</summary>
    public MomentumSgd WeightOptimizer => weightOptimizer;

    /// <summary>The optimizer of α.</summary>
    public Adam ArchitectureOptimizer => architectureOptimizer;

    /// <summary>Takes over the run's checkpoint.</summary>
    /// <returns>Where to go on: the beginning where there is no checkpoint.</returns>
    /// <exception cref="DartsException">The checkpoint is damaged or of another network.</exception>
    public CheckpointPosition Restore(RunFolder run)
    {
        if (!run.HasCheckpoint)
            return default;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var checkpoint = Checkpoint.Open(run.CheckpointFile);
        checkpoint.LoadModule(ModelSection, supernet);
        weightOptimizer.LoadState(checkpoint.Read(WeightOptimizerSection));
        RestoreAll(ArchitectureSection, Architecture.Named, checkpoint, run);
        architectureOptimizer.LoadState(checkpoint.Read(ArchitectureOptimizerSection));
        RestoreMore(checkpoint, run);
        return checkpoint.Position;
    }

    /// <summary>Writes the run's checkpoint.</summary>
    /// <exception cref="DartsException">A value is not finite or the file cannot be written; the last checkpoint stays.</exception>
    public void Save(RunFolder run, CheckpointPosition position)
    {
        using var scope = NewDisposeScope();
        var sections = new Dictionary<string, IReadOnlyDictionary<string, Tensor>>
        {
            [ModelSection] = supernet.state_dict(),
            [WeightOptimizerSection] = weightOptimizer.SaveState(),
            [ArchitectureSection] = Architecture.Named.ToDictionary(alphas => alphas.Name, alphas => alphas.Parameter),
            [ArchitectureOptimizerSection] = architectureOptimizer.SaveState(),
        };
        SaveMore(sections);
        Checkpoint.Write(run.CheckpointFile, position, sections);
    }

    /// <summary>Forgets what belongs to an epoch alone.</summary>
    public abstract void EndEpoch();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        weightOptimizer.Dispose();
        architectureOptimizer.Dispose();
        architecture.Dispose();
        supernet.Dispose();
    }

    /// <summary>Adds the sections of this kind of search.</summary>
    protected abstract void SaveMore(Dictionary<string, IReadOnlyDictionary<string, Tensor>> sections);

    /// <summary>Takes them over again.</summary>
    protected abstract void RestoreMore(Checkpoint checkpoint, RunFolder run);

    /// <summary>Copies a section's tensors into those of the same names.</summary>
    /// <exception cref="DartsException">One is missing or of another shape.</exception>
    protected static void RestoreAll(string section, IEnumerable<(string Name, Tensor Tensor)> tensors, Checkpoint checkpoint, RunFolder run)
    {
        var saved = checkpoint.Read(section);
        foreach (var (name, tensor) in tensors)
        {
            if (!saved.TryGetValue(name, out var values) || !values.shape.SequenceEqual(tensor.shape))
                throw new DartsException($"'{run.CheckpointFile}' is no checkpoint of this search: it lacks '{name}' of shape [{string.Join(", ", tensor.shape)}].");
            tensor.copy_(values);
        }
    }
}
