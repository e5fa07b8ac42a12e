using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>What a checkpoint of a training run holds.</summary>
internal sealed class TrainingState(RunFolder run, ImageClassifier network, MomentumSgd optimizer, RunningLoss running)
{
    private const string ModelSection = "model";
    private const string OptimizerSection = "optimizer";
    private const string EpochSection = "epoch";

    /// <summary>Takes over the run's checkpoint.</summary>
    /// <returns>Where to go on: the beginning where there is no checkpoint.</returns>
    public CheckpointPosition Restore()
    {
        if (!run.HasCheckpoint)
        {
            return default;
        }

        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(run.CheckpointFile);
        checkpoint.LoadModule(ModelSection, network);
        optimizer.LoadState(checkpoint.Read(OptimizerSection));
        running.LoadState(checkpoint.Read(EpochSection));
        return checkpoint.Position;
    }

    /// <summary>Writes the checkpoint.</summary>
    public void Save(CheckpointPosition position)
    {
        using var scope = NewDisposeScope();
        Checkpoint.Write(run.CheckpointFile, position, new Dictionary<string, IReadOnlyDictionary<string, Tensor>>
        {
            [ModelSection] = network.state_dict(),
            [OptimizerSection] = optimizer.SaveState(),
            [EpochSection] = running.SaveState(),
        });
    }
}
