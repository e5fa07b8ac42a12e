using Darts.Networks;
using Darts.Search.Tests.Support;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Supernets;

public sealed class RecurrentSupernetTests
{
    private const int Vocabulary = 23;

    [Fact]
    public void On_penn_treebank_it_has_the_originals_number_of_parameters()
    {
        using var alphas = RecurrentArchitecture.Initialise(1, CPU);
        using var supernet = new RecurrentSupernet(vocabulary: 10_000, width: 300, alphas);
        Assert.Equal(4_810_000, supernet.named_parameters().Sum(named => named.parameter.numel()));
        Assert.Equal(4_810_000, supernet.Description.Parameters);
    }

    [Fact]
    public void Its_state_has_the_originals_names()
    {
        using var recorded = new RecordedRecurrentSearch(float32);
        Assert.Equal(recorded.Below("state.").Order(), recorded.Supernet.state_dict().Keys.Order());
    }

    /// <summary>In float32 the kernels compute, in float64 libtorch does.</summary>
    public static TheoryData<ScalarType, int, int, int, bool, double> Shapes => new()
    {
        { float64, 5, 4, 3, true, 1e-9 },
        { float64, 8, 2, 1, false, 1e-9 },
        { float32, 16, 6, 5, true, 5e-4 },
        { float32, 13, 7, 4, true, 5e-4 },
        { float32, 3, 5, 1, false, 5e-4 },
        { float32, 37, 9, 3, false, 5e-4 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_gradients_and_running_statistics_are_those_of_the_plain_form(ScalarType type, int width, int batch, int words, bool drops, double tolerance)
    {
        using var scope = NewDisposeScope();
        manual_seed(width);
        using var alphas = new RecurrentArchitecture(randn(36, 5).to(type));
        using var ours = Make(width, alphas, type);
        using var twice = new RecurrentArchitecture(alphas.Recurrent.to(float64));
        using var wide = Make(width, twice, float64);
        wide.load_state_dict(ours.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.to(float64)));
        using var plain = new PlainRecurrentSupernet(wide, twice.Recurrent);
        if (drops)
            (ours.Dropouts, plain.Dropouts) = (Dropouts.PennTreebank, Dropouts.PennTreebank);
        Tensor tokens = randint(Vocabulary, [words, batch], dtype: int64), hidden = randn(batch, width), direction = randn(words, batch, Vocabulary);

        // The state changes from pass to pass, so that statistics are followed more than once.
        for (int pass = 0; pass < 2; pass++)
        {
            var (values, state) = Pass(ours, type);
            var (expected, expectedState) = Pass(plain, float64);
            Differences.AssertClose(expected, values, tolerance, "log-probabilities");
            Differences.AssertClose(expectedState, state, tolerance, "state");
        }
        Differences.AssertClose(twice.Recurrent.grad!, alphas.Recurrent.grad!, tolerance, "α");
        var gradients = plain.named_parameters().ToDictionary(named => named.name, named => named.parameter.grad!);
        Assert.All(ours.named_parameters(), named => Differences.AssertClose(gradients[named.name], named.parameter.grad!, tolerance, named.name));
        var statistics = plain.named_buffers().ToDictionary(named => named.name, named => named.buffer);
        Assert.All(ours.named_buffers(), named => Differences.AssertClose(statistics[named.name], named.buffer, tolerance, named.name));

        (Tensor Values, Tensor State) Pass(LanguageModel model, ScalarType of)
        {
            manual_seed(7);
            LanguageOutput output = model.forward(tokens, hidden.to(of).requires_grad_());
            ((output.LogProbabilities * direction.to(of)).sum() + output.Hidden.square().sum()).backward();
            return (output.LogProbabilities, output.Hidden);
        }
    }

    [Fact]
    public void In_evaluation_it_uses_running_statistics_and_takes_single_sequences()
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedRecurrentSearch(float32);
        using var plain = new PlainRecurrentSupernet(recorded.Supernet, recorded.Architecture.Recurrent);
        recorded.Supernet.eval();
        plain.eval();
        Tensor words = randint(40, [4, 1], dtype: int64), hidden = randn(1, 12);
        Differences.AssertClose(plain.forward(words, hidden).LogProbabilities, recorded.Supernet.forward(words, hidden).LogProbabilities, 1e-5, "log-probabilities");
    }

    [Theory]
    [InlineData(Gradients.Weights)]
    [InlineData(Gradients.Architecture)]
    [InlineData(Gradients.Both)]
    public void Gradients_that_are_not_asked_for_are_not_there_and_those_that_are_do_not_depend_on_it(Gradients of)
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedRecurrentSearch(float32);
        recorded.Problem.Backward(recorded.Train, Gradients.Both).Dispose();
        Tensor alphas = recorded.Architecture.Recurrent.grad!.clone(), weight = recorded.Problem.Weights[3].Parameter.grad!.clone();
        recorded.Problem.ZeroGradients();
        recorded.Problem.Backward(recorded.Train, of).Dispose();
        Assert.Equal(of.HasFlag(Gradients.Architecture), recorded.Architecture.Recurrent.grad is not null);
        Assert.Equal(of.HasFlag(Gradients.Weights), recorded.Problem.Weights[3].Parameter.grad is not null);
        if (of.HasFlag(Gradients.Architecture))
            Differences.AssertSame(alphas, recorded.Architecture.Recurrent.grad!, "α");
        if (of.HasFlag(Gradients.Weights))
            Differences.AssertSame(weight, recorded.Problem.Weights[3].Parameter.grad!, "weight");
    }

    [Fact]
    public void The_weight_of_none_is_lost()
    {
        using var scope = NewDisposeScope();
        using var recorded = new RecordedRecurrentSearch(float64);
        using (no_grad())
            recorded.Architecture.Recurrent.zero_();
        using var before = recorded.Problem.Backward(recorded.Train, Gradients.Architecture);
        Tensor gradient = recorded.Architecture.Recurrent.grad!;
        // Behind a batch norm the scale of a node is lost too, but for ε: a node alone with its edge does not see how much none takes.
        Assert.True(gradient[0, 0].abs().item<double>() < 1e-2 * gradient.abs().max().item<double>());
        Assert.True(gradient[35, 0].abs().item<double>() > 0);
    }

    [Fact]
    public void A_batch_of_one_sequence_is_refused_in_training()
    {
        using var scope = NewDisposeScope();
        using var alphas = RecurrentArchitecture.Initialise(1, CPU);
        using var supernet = Make(4, alphas, float32);
        Assert.Throws<DartsException>(() => supernet.forward(zeros(2, 1, dtype: int64), supernet.InitialHidden(1)));
    }

    [Theory]
    [InlineData(SearchOrder.First)]
    [InlineData(SearchOrder.Second)]
    public void A_step_of_alpha_leaves_weights_as_they_were_and_steps_leave_no_tensors_behind(SearchOrder order)
    {
        using var recorded = new RecordedRecurrentSearch(float32);
        Architect<WordBatch> architect = order == SearchOrder.First
            ? new FirstOrderArchitect<WordBatch>(recorded.Problem, recorded.ArchitectureOptimizer)
            : new SecondOrderArchitect<WordBatch>(recorded.Problem, recorded.ArchitectureOptimizer, recorded.WeightOptimizer) { Clip = 0.25 };
        byte[][] before = [.. recorded.Problem.Weights.Select(weight => weight.Parameter.bytes.ToArray())];
        StepBoth();
        Assert.Equal(before, recorded.Problem.Weights.Select(weight => weight.Parameter.bytes.ToArray()));
        Learn();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int step = 0; step < 3; step++)
        {
            StepBoth();
            Learn();
        }
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void StepBoth()
        {
            architect.Step(recorded.Train, recorded.Validation).Dispose();
            recorded.Problem.ZeroGradients();
        }

        void Learn()
        {
            recorded.Problem.Learn(recorded.Train).Dispose();
            recorded.WeightOptimizer.Step();
            recorded.Problem.ZeroGradients();
        }
    }

    private static RecurrentSupernet Make(int width, RecurrentArchitecture alphas, ScalarType type) =>
        (RecurrentSupernet)((nn.Module)new RecurrentSupernet(Vocabulary, width, alphas)).to(type);
}
