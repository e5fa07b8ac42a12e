using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class LanguageEvaluatorTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(1, 100)]
    [InlineData(3, 4)]
    public void The_loss_is_the_mean_over_all_words_foretold_however_they_are_cut(int batch, int length)
    {
        using var text = tensor(Enumerable.Range(0, 40).Select(place => (long)(place * place % 11)).ToArray());
        var model = TinyLanguageModel.Seeded(3);
        model.Dropouts = Dropouts.PennTreebank;
        using var columns = new WordColumns(text, batch, "test", CPU);
        var evaluation = new LanguageEvaluator(length).Evaluate(model, columns);
        Assert.True(model.training);

        model.eval();
        int rows = 40 / batch;
        double sum = 0;
        for (int column = 0; column < batch; column++)
        {
            Tensor words = text.narrow(0, column * rows, rows), probabilities = model.forward(words[..^1].unsqueeze(1), model.InitialHidden(1)).LogProbabilities;
            sum -= Enumerable.Range(0, rows - 1).Sum(place => probabilities[place, 0, words[place + 1].item<long>()].item<float>());
        }
        Assert.Equal((rows - 1) * batch, evaluation.Words);
        Assert.Equal(sum / evaluation.Words, evaluation.Loss, 1e-5);
        Assert.Equal(Math.Exp(evaluation.Loss), evaluation.Perplexity);
    }
}
