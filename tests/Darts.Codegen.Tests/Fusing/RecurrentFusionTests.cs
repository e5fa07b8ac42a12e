using Darts.Codegen.Tests.Harness;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>Fused language models compute what plain ones do: probabilities, state, all gradients; with all dropouts; in evaluation; in the form for inference.</summary>
[Collection(TorchTests.Name)]
public sealed class RecurrentFusionTests(FusedLanguageModels models) : IClassFixture<FusedLanguageModels>
{
    private const int Words = 5, Batch = 3;

    private static readonly Dropouts Dropouts = new(Words: 0.2, Embedding: 0.3, Input: 0.4, Hidden: 0.25, Output: 0.5);

    public static TheoryData<string> Models => [.. FusedLanguageModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_fused_model_is_the_plain_one_in_float64(string name) => Compare(name, ScalarType.Float64, 1e-9);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_fused_model_is_the_plain_one_in_float32(string name) => Compare(name, ScalarType.Float32, 1e-4);

    [Theory]
    [MemberData(nameof(Models))]
    public void One_seed_gives_a_fused_model_the_plain_ones_weights_and_order(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using LanguageModel plain = models.Make(name, "Plain");
        manual_seed(9);
        using LanguageModel fused = models.Make(name, "Fused");
        Assert.Equal(plain.state_dict().Keys, fused.state_dict().Keys);
        Assert.All(plain.state_dict().Zip(fused.state_dict()), pair => Assert.True(pair.First.Value.equal(pair.Second.Value).all().item<bool>(), pair.First.Key));
        Assert.Equal(plain.Description.Parameters, plain.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(plain.Description.Parameters, fused.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void A_graph_that_is_kept_gives_the_same_gradients_again()
    {
        using var scope = NewDisposeScope();
        using LanguageModel model = Seeded("PublishedDartsV2Rnn", "Fused", ScalarType.Float64);
        (Tensor loss, _, _) = Pass(model, ScalarType.Float64);
        loss.backward(retain_graph: true);
        var once = Gradients(model).ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        loss.backward();
        Assert.All(Gradients(model), entry => Assert.True(Error(entry.Value, once[entry.Key] * 2) <= 1e-12, entry.Key));
    }

    private void Compare(string name, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using LanguageModel plain = Seeded(name, "Plain", type), fused = Seeded(name, "Fused", type);
        (Tensor plainLoss, LanguageOutput plainOutput, Tensor plainHidden) = Pass(plain, type);
        (Tensor fusedLoss, LanguageOutput fusedOutput, Tensor fusedHidden) = Pass(fused, type);
        Check(plainOutput.LogProbabilities, fusedOutput.LogProbabilities, "probabilities");
        Check(plainOutput.Hidden, fusedOutput.Hidden, "state");
        Check(plainOutput.Dropped, fusedOutput.Dropped, "dropped outputs");
        plainLoss.backward();
        fusedLoss.backward();
        Dictionary<string, Tensor> expected = Gradients(plain), gradients = Gradients(fused);
        Assert.Equal(expected.Keys.Order(), gradients.Keys.Order());
        Assert.All(expected, entry => Check(entry.Value, gradients[entry.Key], entry.Key));
        Check(plainHidden.grad!, fusedHidden.grad!, "gradient of the state before");

        plain.eval();
        fused.eval();
        using var withoutGradients = no_grad();
        LanguageOutput evaluated = plain.forward(Tokens(), plainHidden);
        Check(evaluated.LogProbabilities, fused.forward(Tokens(), plainHidden).LogProbabilities, "evaluation");
        foreach (LanguageModel model in new[] { plain, fused })
        {
            using LanguageInference inference = model.ForInference();
            Tensor states = inference.Read(Tokens(), plainHidden);
            Check(evaluated.LogProbabilities, inference.LogProbabilities(states), "inference");
            // In two parts, the state carried on.
            Tensor start = inference.Read(Tokens().narrow(0, 0, 2), plainHidden);
            Check(states[-1], inference.Read(Tokens().narrow(0, 2, Words - 2), start[-1])[-1], "inference in two parts");
        }

        void Check(Tensor theirs, Tensor ours, string what) => Assert.True(Error(ours, theirs) <= tolerance, $"{name}: {what} is off by {Error(ours, theirs):g3}");
    }

    private LanguageModel Seeded(string name, string form, ScalarType type)
    {
        manual_seed(3);
        LanguageModel model = models.Make(name, form);
        using (no_grad())
        {
            // Large enough that gates open and close; a wide state would become chaotic and rounding be all there is to compare.
            double scale = Math.Min(0.5, 1.2 / Math.Sqrt(model.Description.Hidden));
            foreach (Tensor parameter in model.state_dict().Values)
                parameter.copy_(randn(parameter.shape) * scale);
        }
        model.Dropouts = Dropouts;
        return (LanguageModel)((nn.Module)model).to(type);
    }

    private static (Tensor Loss, LanguageOutput Output, Tensor Hidden) Pass(LanguageModel model, ScalarType type)
    {
        manual_seed(5);
        Tensor hidden = randn(Batch, model.Description.Hidden).to(type).requires_grad_();
        Tensor targets = randint(model.Description.Vocabulary, [Words * Batch], dtype: ScalarType.Int64);
        LanguageOutput output = model.forward(Tokens(), hidden);
        Tensor slowness = (output.Raw.narrow(0, 1, Words - 1) - output.Raw.narrow(0, 0, Words - 1)).square().mean();
        return (F.nll_loss(output.LogProbabilities.flatten(0, 1), targets) + slowness + output.Hidden.square().mean() + output.Dropped.square().mean(), output, hidden);
    }

    private static Tensor Tokens() => tensor(Enumerable.Range(0, Words * Batch).Select(i => (long)(i * 7 % 13)).ToArray()).view(Words, Batch);

    private static Dictionary<string, Tensor> Gradients(LanguageModel model) => model.named_parameters()
        .Where(parameter => parameter.parameter.grad is not null)
        .SelectMany(parameter => MergedNames.Split(parameter.name, parameter.parameter.grad!))
        .ToDictionary(gradient => gradient.Name, gradient => gradient.Tensor);

    private static double Error(Tensor ours, Tensor theirs)
    {
        double norm = theirs.norm().to(ScalarType.Float64).item<double>(), difference = (ours - theirs).norm().to(ScalarType.Float64).item<double>();
        return norm == 0 ? difference : difference / norm;
    }
}
