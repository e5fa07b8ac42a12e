using Darts.Codegen.Tests.Harness;
using Darts.Kernels;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>Language models for inference without a tensor library foretell what the trained model does, for any number of texts, on any number of threads and with vectors of any width.</summary>
[Collection(TorchTests.Name)]
public sealed class CompiledReaderTests(FusedLanguageModels models) : IClassFixture<FusedLanguageModels>
{
    private const int Words = 7;

    private const double Tolerance = 1e-4;

    public static TheoryData<string> Models => [.. FusedLanguageModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_compiled_model_foretells_what_the_trained_one_does(string name)
    {
        using var scope = NewDisposeScope();
        using LanguageModel plain = MakePlain(name);
        using CompiledReader reader = models.MakeReader(name, new ModuleWeights(plain));
        VectorWidth[] widths = Enum.GetValues<VectorWidth>();
        // The machine's own vectors on two threads, and one of the narrower ones alone.
        foreach (var (batch, threads, width) in new[] { (1, 2, VectorWidths.Widest), (3, 1, widths[name.Length % widths.Length]), (10, 2, VectorWidths.Widest), (17, 1, VectorWidths.Widest) })
        {
            reader.Widest = width;
            int[] words = Text(plain, batch);
            Tensor expected = Evaluate(plain, words, batch);
            using ReaderContext context = reader.CreateContext(batch, threads);
            float[] foretold = new float[words.Length * plain.Description.Vocabulary];
            context.Read(words, foretold);
            double error = (tensor(foretold).view(expected.shape) - expected).abs().max().item<float>();
            Assert.True(error <= Tolerance, $"{name}, {batch} texts on {threads} threads, {width}: {error:g3}");

            // The last word's, after it was read alone; and again after a new beginning.
            float[] last = new float[batch * plain.Description.Vocabulary];
            context.Reset();
            context.Read(words.AsSpan(0, 2 * batch));
            context.Read(words.AsSpan(2 * batch));
            context.LogProbabilities(last);
            Assert.All(last.Zip(foretold.TakeLast(last.Length)), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }

    [Fact]
    public void A_text_longer_than_is_read_at_once_is_read_as_one()
    {
        using var scope = NewDisposeScope();
        using LanguageModel plain = MakePlain("PublishedDartsV2Rnn");
        using CompiledReader reader = models.MakeReader("PublishedDartsV2Rnn", new ModuleWeights(plain));
        int[] words = [.. Enumerable.Range(0, 300).Select(i => i * 5 % 13)];
        Tensor expected = Evaluate(plain, words, batch: 2);
        using ReaderContext context = reader.CreateContext(batch: 2, threads: 1);
        float[] foretold = new float[words.Length * plain.Description.Vocabulary];
        context.Read(words, foretold);
        Assert.InRange((tensor(foretold).view(expected.shape) - expected).abs().max().item<float>(), 0, Tolerance);

        // Where a text stands can be kept and taken up again.
        float[] state = context.State.ToArray(), first = new float[2 * plain.Description.Vocabulary], second = new float[first.Length];
        context.LogProbabilities(first);
        context.Read([3, 4]);
        state.CopyTo(context.State);
        context.LogProbabilities(second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void What_is_no_text_is_refused_and_nothing_is_read()
    {
        using LanguageModel plain = MakePlain("PublishedDartsV2Rnn");
        using CompiledReader reader = models.MakeReader("PublishedDartsV2Rnn", new ModuleWeights(plain));
        int vocabulary = plain.Description.Vocabulary;
        using ReaderContext context = reader.CreateContext(batch: 2);
        Assert.Contains($"Word 1 of text 0 is {vocabulary}; PublishedDartsV2Rnn knows the words 0 … {vocabulary - 1}.", Assert.Throws<ArgumentException>(() => context.Read([0, 0, vocabulary, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("Word 0 of text 1 is -1", Assert.Throws<ArgumentException>(() => context.Read([0, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("3 words are no whole number for each of 2 texts", Assert.Throws<ArgumentException>(() => context.Read([0, 1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains($"at 2 places are {2 * vocabulary} numbers", Assert.Throws<ArgumentException>(() => context.LogProbabilities(new float[vocabulary])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => context.Read([0, 1], new float[vocabulary]));
        Assert.DoesNotContain(context.State.ToArray(), static value => value != 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.CreateContext(batch: 0));
    }

    [Fact]
    public void A_context_allocates_nothing_once_it_has_read()
    {
        using LanguageModel plain = MakePlain("PublishedDartsV2Rnn");
        using CompiledReader reader = models.MakeReader("PublishedDartsV2Rnn", new ModuleWeights(plain));
        using ReaderContext context = reader.CreateContext(batch: 3, threads: 1);
        int[] words = Text(plain, 3);
        float[] foretold = new float[words.Length * plain.Description.Vocabulary];
        Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Pass()
        {
            context.Read(words);
            context.LogProbabilities(foretold);
            context.Read(words, foretold);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("encoder.weight")]
    [InlineData("decoder.weight")]
    public void A_file_may_hold_the_tied_tensor_once_but_not_two_different_ones(string? missing)
    {
        string name = Tied();
        using var scope = NewDisposeScope();
        using LanguageModel plain = MakePlain(name);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            var state = plain.state_dict().Where(tensor => tensor.Key != missing).ToDictionary();
            SafeTensors.Write(path, state);
            Assert.Equal(Foretold(new ModuleWeights(plain)), Foretold(null));
            if (missing is not null)
                return;
            state["decoder.weight"] = state["decoder.weight"] + 1;
            SafeTensors.Write(path, state);
            Assert.Contains("'encoder.weight' and 'decoder.weight'", Refusal(() => Foretold(null)), StringComparison.Ordinal);
            state.Remove("encoder.weight");
            state.Remove("decoder.weight");
            SafeTensors.Write(path, state);
            Assert.Contains("encoder.weight", Refusal(() => Foretold(null)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        float[] Foretold(IWeights? weights)
        {
            using WeightsFile? file = weights is null ? WeightsFile.Open(path) : null;
            using CompiledReader reader = models.MakeReader(name, weights ?? file!);
            using ReaderContext context = reader.CreateContext(batch: 1, threads: 1);
            float[] foretold = new float[3 * plain.Description.Vocabulary];
            context.Read([1, 2, 3], foretold);
            return foretold;
        }
    }

    [Fact]
    public void A_compiled_model_refuses_another_ones_weights_naming_both()
    {
        string[] names = [.. FusedLanguageModels.Names.Take(2)];
        using LanguageModel other = MakePlain(names[1]);
        Assert.StartsWith(
            $"These weights are those of {names[1]} (genotype {other.Description.GenotypeHash}, {other.Description.Size}), not of {names[0]} (genotype ",
            Refusal(() => models.MakeReader(names[0], new ModuleWeights(other)).Dispose()));
    }

    private static string Refusal(Action action)
    {
        Exception thrown = Assert.ThrowsAny<Exception>(action);
        return Assert.IsType<WeightsException>(thrown.InnerException ?? thrown).Message;
    }

    private string Tied() => FusedLanguageModels.Names.First(name =>
    {
        using LanguageModel model = models.Make(name, "Plain");
        return model.Description.IsTied;
    });

    /// <summary>Words of some texts, [T, B].</summary>
    private static int[] Text(LanguageModel model, int batch) => [.. Enumerable.Range(0, Words * batch).Select(i => i * 29 % model.Description.Vocabulary)];

    private static Tensor Evaluate(LanguageModel plain, int[] words, int batch)
    {
        using var withoutGradients = no_grad();
        return plain.forward(tensor(words).to(ScalarType.Int64).view(-1, batch), plain.InitialHidden(batch)).LogProbabilities;
    }

    /// <summary>A model in evaluation whose gates open and close.</summary>
    private LanguageModel MakePlain(string name)
    {
        manual_seed(6);
        LanguageModel model = models.Make(name, "Plain");
        using (no_grad())
        {
            using var scope = NewDisposeScope();
            foreach (Tensor parameter in model.state_dict().Values)
                parameter.copy_(randn(parameter.shape) * 0.2);
        }
        model.eval();
        return model;
    }
}
