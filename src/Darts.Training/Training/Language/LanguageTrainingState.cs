using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>All that a training changes as it goes, and so all that its checkpoints hold: weights, optimizer, the state carried from passage to passage, losses, and what became of earlier epochs.</summary>
internal sealed class LanguageTrainingState : IDisposable
{
    private const string ModelSection = "model";
    private const string OptimizerSection = "optimizer";
    private const string EpochSection = "epoch";
    private const string HiddenSection = "hidden";
    private const string CourseSection = "course";
    private const string HiddenName = "training";

    private readonly RunFolder _run;
    private readonly LanguageModel _model;
    private readonly LanguageTrainingSettings _settings;

    /// <summary>The start of a training.</summary>
    public LanguageTrainingState(RunFolder run, LanguageModel model, LanguageTrainingSettings settings, Device device)
    {
        (_run, _model, _settings) = (run, model, settings);
        Optimizer = Plain();
        Running = new RunningLoss(device);
        Hidden = model.InitialHidden(settings.BatchSize).DetachFromDisposeScope();
        Course = new LanguageCourse(settings.Patience);
    }

    /// <summary>SGD, or SGD with averages.</summary>
    public Optimizer Optimizer { get; private set; }

    /// <summary>Whether weights are averaged.</summary>
    public bool Averages => Optimizer is AveragedSgd;

    /// <summary>The epoch's losses.</summary>
    public RunningLoss Running { get; }

    /// <summary>The state before the next passage, [B, H].</summary>
    public Tensor Hidden { get; }

    /// <summary>What became of earlier epochs.</summary>
    public LanguageCourse Course { get; }

    /// <summary>Takes over the state after a passage, off its graph.</summary>
    public void Carry(Tensor hidden)
    {
        using var withoutGradients = no_grad();
        Hidden.copy_(hidden);
    }

    /// <summary>From now on weights are averaged.</summary>
    public void StartAveraging()
    {
        Optimizer.Dispose();
        Optimizer = Averaged();
    }

    /// <summary>Puts the averages in the weights' place, if there are any.</summary>
    /// <returns>To be disposed to have the weights back; null where nothing was done.</returns>
    public IDisposable? SwapInAverages() => (Optimizer as AveragedSgd)?.SwapIn();

    /// <summary>Forgets what belongs to an epoch alone.</summary>
    public void EndEpoch()
    {
        Running.Reset();
        Hidden.zero_();
    }

    /// <summary>Whether everything can go into a checkpoint.</summary>
    public bool IsFinite() => double.IsFinite(Running.Read().Loss) && Finite.FirstExceptionOf(_model.state_dict()) is null;

    /// <summary>Takes over the run's last checkpoint.</summary>
    /// <returns>Where to go on: the beginning where there is no checkpoint.</returns>
    /// <exception cref="DartsException">The checkpoint is damaged or of another network.</exception>
    public CheckpointPosition Restore()
    {
        if (!_run.HasCheckpoint)
            return default;
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(_run.CheckpointFile);
        RestoreWeights(checkpoint);
        Running.LoadState(checkpoint.Read(EpochSection));
        RestoreHidden(checkpoint);
        Course.LoadState(checkpoint.Read(CourseSection));
        return checkpoint.Position;
    }

    /// <summary>Writes the run's last checkpoint.</summary>
    /// <exception cref="DartsException">A value is not finite or the file cannot be written; the last good checkpoint stays.</exception>
    public void Save(CheckpointPosition position)
    {
        using var scope = NewDisposeScope();
        Checkpoint.Write(_run.CheckpointFile, position, new Dictionary<string, IReadOnlyDictionary<string, Tensor>>
        {
            [ModelSection] = _model.state_dict(),
            [OptimizerSection] = Optimizer.SaveState(),
            [EpochSection] = Running.SaveState(),
            [HiddenSection] = new Dictionary<string, Tensor> { [HiddenName] = Hidden },
            [CourseSection] = Course.SaveState(),
        });
    }

    /// <summary>Keeps the weights as they are now, averages where they are swapped in, as the best so far.</summary>
    /// <param name="position">Where a training goes on from them.</param>
    public void SaveBest(CheckpointPosition position)
    {
        using var scope = NewDisposeScope();
        Checkpoint.Write(_run.BestCheckpointFile, position, new Dictionary<string, IReadOnlyDictionary<string, Tensor>>
        {
            [ModelSection] = _model.state_dict(),
            [OptimizerSection] = Optimizer.SaveState(),
        });
    }

    /// <summary>Goes back to the best weights, and to the optimizer as it was then.</summary>
    /// <returns>Where to go on.</returns>
    public CheckpointPosition RestoreBest()
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(_run.BestCheckpointFile);
        RestoreWeights(checkpoint);
        EndEpoch();
        return checkpoint.Position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        Running.Dispose();
        Hidden.Dispose();
    }

    private MomentumSgd Plain() => new(Parameters.Of(_model), momentum: 0, _settings.WeightDecay);

    private AveragedSgd Averaged() => new(Parameters.Of(_model), _settings.WeightDecay);

    private void RestoreWeights(Checkpoint checkpoint)
    {
        checkpoint.LoadModule(ModelSection, _model);
        var state = checkpoint.Read(OptimizerSection);
        Optimizer.Dispose();
        Optimizer = AveragedSgd.IsStateOf(state) ? Averaged() : Plain();
        Optimizer.LoadState(state);
    }

    private void RestoreHidden(Checkpoint checkpoint)
    {
        if (!checkpoint.Read(HiddenSection).TryGetValue(HiddenName, out Tensor? hidden) || !hidden.shape.SequenceEqual(Hidden.shape))
            throw new DartsException($"'{_run.CheckpointFile}' is no checkpoint of this training: it lacks the model's state of shape [{string.Join(", ", Hidden.shape)}].");
        Carry(hidden);
    }
}
