using System.Globalization;
using System.Text.Json.Nodes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class LanguageTrainerTests : IDisposable
{
    private readonly TinyLanguageRun _tiny = new();

    private static LanguageTrainingSettings Settings => TinyLanguageRun.Settings;

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_losses_and_weights_and_another_seed_others()
    {
        _tiny.Run("a");
        _tiny.Run("b");
        _tiny.Run("c", Settings with { Seed = 5 });
        Assert.Equal(_tiny.Metrics("a"), _tiny.Metrics("b"));
        Assert.Equal(_tiny.Weights("a"), _tiny.Weights("b"));
        Assert.NotEqual(_tiny.Metrics("a"), _tiny.Metrics("c"));
    }

    [Fact]
    public void A_run_stopped_after_any_step_and_resumed_ends_the_same_bit_by_bit()
    {
        var whole = _tiny.Run("whole");
        // Both optimizers are at work.
        Assert.Equal([0.0, 1.0], _tiny.Metrics("whole").Select(epoch => epoch["averages"]).Distinct());
        for (int steps = 1; ; steps++)
        {
            string name = $"stopped at {steps}";
            if (!_tiny.RunUntilStopped(name, steps))
                break;
            var resumed = _tiny.Run(name);
            Assert.Equal(whole with { Seconds = 0, WeightsFile = "" }, resumed with { Seconds = 0, WeightsFile = "" });
            Assert.Equal(_tiny.Metrics("whole"), _tiny.Metrics(name));
            Assert.Equal(_tiny.Weights("whole"), _tiny.Weights(name));
        }
    }

    [Fact]
    public void A_run_stopped_again_and_again_ends_as_if_it_had_not_been()
    {
        _tiny.Run("whole");
        while (_tiny.RunUntilStopped("pieces", 1))
        {
        }
        Assert.Equal(_tiny.Metrics("whole"), _tiny.Metrics("pieces"));
        Assert.Equal(_tiny.Weights("whole"), _tiny.Weights("pieces"));
    }

    [Fact]
    public void A_finished_run_that_is_resumed_is_only_tested_again()
    {
        var first = _tiny.Run("a");
        int steps = 0;
        var second = _tiny.Run("a", onStep: (_, _) => steps++);
        Assert.Equal(0, steps);
        Assert.Equal(first with { Seconds = 0 }, second with { Seconds = 0 });
    }

    [Fact]
    public void The_best_weights_by_the_validation_text_are_kept_and_tested()
    {
        var result = _tiny.Run("a", Settings with { Epochs = 6 });
        double[] losses = [.. _tiny.Metrics("a").Select(epoch => epoch["validationLoss"])];
        Assert.Equal(losses.Min(), result.Validation.Loss);
        Assert.Equal(Array.IndexOf(losses, losses.Min()) + 1, result.BestEpoch);
        Assert.Equal(2 * (11 - 1), result.Validation.Words);

        var loaded = TinyLanguageModel.Seeded(2);
        NetworkWeights.Load(loaded, result.WeightsFile);
        using var test = new WordColumns(_tiny.Corpus.Test, 1, "test", CPU);
        Assert.Equal(result.Test, new LanguageEvaluator(Settings.Length).Evaluate(loaded, test));
    }

    [Fact]
    public void Once_weights_are_averaged_the_averages_are_validated_and_kept_and_training_goes_on_from_the_weights()
    {
        // Averages become the best: the text is learnt once averaging smooths it.
        var result = _tiny.Run("a", Settings with { Epochs = 12 });
        var last = _tiny.Metrics("a")[^1];
        Assert.Equal(1, last["averages"]);

        using var checkpoint = Checkpoint.Open(RunFolder.Open(_tiny.Folder("a")).CheckpointFile);
        var model = TinyLanguageModel.Seeded(2);
        checkpoint.LoadModule("model", model);
        Assert.NotEqual(last["validationLoss"], Validate(model).Loss);
        using (var noGrad = no_grad())
        {
            var state = checkpoint.Read("optimizer");
            foreach (var (name, parameter) in Parameters.Of(model))
                parameter.copy_(state["average." + name]);
        }
        Assert.Equal(last["validationLoss"], Validate(model).Loss);

        Assert.True(result.Averaged);
        NetworkWeights.Load(model, result.WeightsFile);
        Assert.Equal(result.Validation, Validate(model));
    }

    [Fact]
    public void A_step_is_what_PyTorch_does()
    {
        using var corpus = _tiny.Load("short", "a b c d e f g h i j a c e g i b d f h j", "a b c d e f", "a b c");
        var settings = Settings with { Epochs = 1, BatchSize = 3, Dropouts = Dropouts.None, LearningRate = 2, GradientClip = 0.05, WeightDecay = 0.01, Activation = 0.5, Slowness = 3 };
        _tiny.Run("a", settings, corpus);
        var passage = Assert.Single(Passage.CutForTraining(7, settings.Length, Seeds.Mix(settings.Seed, (long)StreamPurpose.Passages), 0));

        var model = TinyLanguageModel.Seeded(1);
        Tensor text = corpus.Train.narrow(0, 0, 21).view(3, 7).t();
        var sgd = optim.SGD(model.parameters(), settings.LearningRate * passage.Length / settings.Length, weight_decay: settings.WeightDecay);
        LanguageOutput output = model.forward(text.narrow(0, 0, passage.Words), model.InitialHidden(3));
        Tensor loss = nn.functional.nll_loss(output.LogProbabilities.view(-1, 11), text.narrow(0, 1, passage.Words).reshape(-1));
        (loss + (0.5 * output.Dropped.pow(2).mean()) + (3 * (output.Raw[1..] - output.Raw[..^1]).pow(2).mean())).backward();
        nn.utils.clip_grad_norm_(model.parameters(), settings.GradientClip);
        sgd.step();

        using var checkpoint = Checkpoint.Open(RunFolder.Open(_tiny.Folder("a")).CheckpointFile);
        var ours = TinyLanguageModel.Seeded(2);
        checkpoint.LoadModule("model", ours);
        Assert.All(ours.parameters().Zip(model.parameters()), pair => Assert.True(pair.First.allclose(pair.Second, 1e-5, 1e-7)));
        Assert.Equal(loss.item<float>(), _tiny.Metrics("a")[0]["loss"], 1e-6);
    }

    [Fact]
    public void A_text_in_which_every_word_says_the_next_is_learnt()
    {
        string learnable = string.Join(' ', Enumerable.Range(0, 300).Select(place => "abc"[place % 3]));
        using var corpus = _tiny.Load("turns", learnable, learnable, "d e f g h i j");
        var settings = Settings with { Epochs = 8, BatchSize = 2, EvaluationBatchSize = 10, Length = 10, LearningRate = 4, Activation = 0, Dropouts = Dropouts.None, Patience = 5 };
        Assert.InRange(_tiny.Run("a", settings, corpus).Validation.Perplexity, 1, 1.5); // chance: 3
    }

    [Fact]
    public void Metrics_name_both_texts_and_the_words_are_written_by_number()
    {
        _tiny.Run("a");
        var last = JsonNode.Parse(File.ReadAllLines(_tiny.File("a", "metrics.jsonl"))[^1])!.AsObject();
        Assert.Equal(
            ["epoch", "loss", "perplexity", "validationLoss", "validationPerplexity", "averages", "rollBacks", "learningRate", "wordsPerSecond", "seconds"], last.Select(pair => pair.Key));
        Assert.Equal(Math.Exp((double)last["validationLoss"]!), (double)last["validationPerplexity"]!, 1e-9);
        Assert.Equal(_tiny.Corpus.Vocabulary.Words, File.ReadAllLines(_tiny.File("a", "words.txt")));
        Assert.Equal(_tiny.Corpus.Vocabulary.Words, TrainedWords.Of(_tiny.File("a", "weights.safetensors")).Vocabulary.Words);
    }

    [Fact]
    public void The_weights_file_says_how_the_model_was_trained()
    {
        var result = _tiny.Run("a");
        using var file = SafeTensorsFile.Open(_tiny.File("a", "weights.safetensors"));
        Assert.Equal(
            (_tiny.Corpus.Name, Settings.Epochs.ToString(CultureInfo.InvariantCulture), result.Test.Perplexity.ToString("R", CultureInfo.InvariantCulture)),
            (file.Metadata["data"], file.Metadata["epochs"], file.Metadata["testPerplexity"]));
    }

    [Fact]
    public void A_resume_with_another_setting_or_another_text_is_refused_by_name()
    {
        _tiny.RunUntilStopped("a", 1);
        var setting = Assert.Throws<DartsException>(() => _tiny.Run("a", Settings with { Patience = 3 }));
        Assert.Contains("settings.patience was 0 there and is 3 now", setting.Message);
        using var other = _tiny.Load("random", "j i h g f e d c b a", "a b c d e", "a b c d");
        var data = Assert.Throws<DartsException>(() => _tiny.Run("a", Settings with { BatchSize = 3 }, other));
        Assert.Contains("data.train was", data.Message);
    }

    [Theory]
    [InlineData(40, 2, 1, "The training text has 90 words: too few for batches of 40 sequences, which take at least 120. A smaller batch size may do.")]
    [InlineData(3, 8, 1, "The validation text has 22 words")]
    [InlineData(3, 2, 7, "The test text has 19 words")]
    public void A_text_too_short_for_its_batches_is_refused_before_a_run_is_made(int train, int evaluation, int test, string message)
    {
        var error = Assert.Throws<DartsException>(() => _tiny.Run("a", Settings with { BatchSize = train, EvaluationBatchSize = evaluation, TestBatchSize = test }));
        Assert.StartsWith(message, error.Message);
        Assert.False(Directory.Exists(_tiny.Folder("a")));
    }

    [Fact]
    public void A_text_of_another_number_of_words_is_refused_with_the_way_out()
    {
        using var corpus = _tiny.Load("more", "a b c d e f g h i j k l", "a b c d e f", "a b c");
        Assert.Equal(
            "TinyLanguage was compiled for 11 words, but 'more' has 13 different ones. Set the network's \"vocabulary\" in its genotype to 13.",
            Assert.Throws<DartsException>(() => _tiny.Run("a", corpus: corpus)).Message);
    }

    private TextEvaluation Validate(LanguageModel model)
    {
        using var text = new WordColumns(_tiny.Corpus.Validation, Settings.EvaluationBatchSize, "validation", CPU);
        return new LanguageEvaluator(Settings.Length).Evaluate(model, text);
    }
}
