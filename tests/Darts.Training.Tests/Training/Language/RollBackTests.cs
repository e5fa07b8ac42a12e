using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>What a training does when its loss is no number any more.</summary>
public sealed class RollBackTests : IDisposable
{
    private static readonly LanguageTrainingSettings Settings = TinyLanguageRun.Settings with { Patience = 5 };

    private readonly TinyLanguageRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void It_goes_back_to_the_best_weights_says_so_and_ends(float poison)
    {
        var notices = new List<string>();
        bool poisoned = false;
        _tiny.Run("a", Settings, notices: notices, onStep: (_, model) =>
        {
            if (!poisoned && _tiny.HasCheckpoint("a"))
                poisoned = Poison(model, poison);
        });
        Assert.Matches("^The loss is no longer finite at step [0-9]+ of epoch 2: training goes back to the best weights, those after epoch 1\\.$", Assert.Single(notices));
        Assert.Equal([0.0, 1.0, 1.0, 1.0], _tiny.Metrics("a").Select(epoch => epoch["rollBacks"]));
        Assert.All(_tiny.Metrics("a"), epoch => Assert.True(double.IsFinite(epoch["validationLoss"])));

        // What led astray is not done again: after a return other words are dropped.
        _tiny.Run("b", Settings);
        Assert.Equal(_tiny.Metrics("a")[0], _tiny.Metrics("b")[0]);
        Assert.NotEqual(_tiny.Metrics("a")[1]["loss"], _tiny.Metrics("b")[1]["loss"]);
    }

    [Fact]
    public void A_run_stopped_after_a_return_goes_on_as_one_that_was_not()
    {
        foreach (string name in (string[])["whole", "parts"])
        {
            using var stop = new CancellationTokenSource();
            int after = 0;
            bool poisoned = false;
            void OnStep(int step, LanguageModel model)
            {
                if (!poisoned && _tiny.HasCheckpoint(name))
                    poisoned = Poison(model, float.NaN);
                else if (poisoned && ++after == 4 && name == "parts")
                    stop.Cancel();
            }
            if (name == "whole")
            {
                _tiny.Run(name, Settings, onStep: OnStep);
                continue;
            }
            Assert.Throws<OperationCanceledException>(() => _tiny.Run(name, Settings, onStep: OnStep, cancellation: stop.Token));
            _tiny.Run(name, Settings);
        }
        Assert.Equal(_tiny.Metrics("whole"), _tiny.Metrics("parts"));
        Assert.Equal(_tiny.Weights("whole"), _tiny.Weights("parts"));
    }

    [Fact]
    public void Without_best_weights_it_ends_with_the_reason()
    {
        var error = Assert.Throws<DartsException>(() => _tiny.Run("a", Settings, onStep: (_, model) => Poison(model, float.NaN)));
        Assert.Equal("The loss is no longer finite at step 2 of epoch 1, and there are no best weights yet to go back to. A lower learning rate may help.", error.Message);
    }

    [Fact]
    public void It_gives_up_when_the_same_weights_lead_astray_again_and_again()
    {
        var notices = new List<string>();
        var error = Assert.Throws<DartsException>(() => _tiny.Run("a", Settings, notices: notices, onStep: (_, model) =>
        {
            if (_tiny.HasCheckpoint("a"))
                Poison(model, float.NaN);
        }));
        Assert.Equal(LanguageTrainer.MostRollBacks, notices.Count);
        Assert.Contains($"after going back to the best weights {LanguageTrainer.MostRollBacks} times. They are in '{Path.Combine(_tiny.Folder("a"), "checkpoints", "best.safetensors")}'.", error.Message);
        Assert.Single(_tiny.Metrics("a"));
    }

    [Fact]
    public void Stopping_in_a_state_that_is_not_finite_writes_the_best_one()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => _tiny.Run("a", Settings, onStep: (_, model) =>
        {
            if (!stop.IsCancellationRequested && _tiny.HasCheckpoint("a"))
            {
                Poison(model, float.NaN);
                stop.Cancel();
            }
        }, cancellation: stop.Token));
        using var checkpoint = Checkpoint.Open(RunFolder.Open(_tiny.Folder("a")).CheckpointFile);
        Assert.Equal((1, 0), (checkpoint.Position.Epoch, checkpoint.Position.Step));
        _tiny.Run("a", Settings);
        Assert.Equal([0.0, 1.0, 1.0, 1.0], _tiny.Metrics("a").Select(epoch => epoch["rollBacks"]));
    }

    private static bool Poison(LanguageModel model, float value)
    {
        using var noGrad = no_grad();
        model.parameters().First().fill_(value);
        return true;
    }
}
