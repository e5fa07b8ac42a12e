using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Evaluation.Tests;

/// <summary>Generated language models against what the original code computed with the same weights on the same words.</summary>
[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class GoldenLanguageTests : IDisposable
{
    private const double Slowness = 1e-3, Tolerance = 1e-4;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The file, the model, the type to compute in.</summary>
    public static TheoryData<string, string, ScalarType> Models => new()
    {
        { "rnn-darts_v1-a", "GoldenDartsV1Language", ScalarType.Float32 },
        { "rnn-darts_v1-a", "GoldenDartsV1Language", ScalarType.Float64 },
        { "rnn-enas-a", "GoldenEnasLanguage", ScalarType.Float32 },
        { "rnn-enas-a", "GoldenEnasLanguage", ScalarType.Float64 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void Training_gives_the_originals_probabilities_state_loss_and_gradients(string file, string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden(file);
        using LanguageModel model = Load(name, golden, type);
        LanguageOutput output = Forward(model, golden, type);
        Tensors.AssertClose(output.LogProbabilities, golden["log_prob"], Tolerance, "log_prob");
        Tensors.AssertClose(output.Hidden, golden["hidden_out"][0], Tolerance, "hidden_out");

        Tensor loss = F.nll_loss(output.LogProbabilities.flatten(0, 1), golden["y"].flatten().to(TestDevice.Current));
        CheckLearning(model, golden, loss, output.Raw);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_loss_by_itself_is_the_originals_too_with_its_state_and_gradients(string file, string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden(file);
        using LanguageModel model = Load(name, golden, type);
        LanguageLoss pass = model.Loss(golden["x"].to(TestDevice.Current), Hidden(golden, type), golden["y"].to(TestDevice.Current));
        Tensors.AssertClose(pass.Hidden, golden["hidden_out"][0], Tolerance, "hidden_out");
        CheckLearning(model, golden, pass.Mean, pass.Raw);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Evaluation_and_the_form_for_inference_give_the_same(string file, string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden(file);
        using LanguageModel model = Load(name, golden, type);
        model.eval();
        using (no_grad())
            Tensors.AssertClose(Forward(model, golden, type).LogProbabilities, golden["log_prob"], Tolerance, "evaluation");
        using LanguageInference inference = model.ForInference();
        Tensor states = inference.Read(golden["x"].to(TestDevice.Current), golden["hidden"][0].to(TestDevice.Current).to(type));
        Tensors.AssertClose(inference.LogProbabilities(states), golden["log_prob"], Tolerance, "log_prob");
        Tensors.AssertClose(states[-1], golden["hidden_out"][0], Tolerance, "hidden_out");
    }

    [Theory]
    [InlineData("rnn-darts_v1-a", "GoldenDartsV1Language")]
    [InlineData("rnn-enas-a", "GoldenEnasLanguage")]
    public void A_model_has_the_originals_names_in_its_order(string file, string name)
    {
        using var golden = new Golden(file);
        using LanguageModel model = Make(name);
        string[] names = [.. model.state_dict().Keys];
        Assert.Equal(golden.Under("state.").Order(), names.Order());
        Assert.Equal(["encoder.weight", "rnns.0._W0", "rnns.0._Ws.0", "rnns.0._Ws.1"], names.Take(4));
        Assert.Equal(["decoder.weight", "decoder.bias"], names.TakeLast(2));
    }

    [Theory]
    [InlineData("encoder.weight")]
    [InlineData("decoder.weight")]
    public void A_file_may_hold_the_tied_tensor_once_but_not_two_different_ones(string missing)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("rnn-enas-a");
        string path = _folder.File("once.safetensors");
        var state = golden.Under("state.").ToDictionary(tensor => tensor, tensor => golden[$"state.{tensor}"]);
        SafeTensors.Write(path, state.Where(tensor => tensor.Key != missing).ToDictionary());
        using LanguageModel model = Make("GoldenEnasLanguage");
        NetworkWeights.Load(model, path);
        Assert.All(model.state_dict(), tensor => Tensors.AssertEqual(tensor.Value, state[tensor.Key]));

        state[missing] += 1;
        SafeTensors.Write(path, state);
        Assert.Contains("'encoder.weight' and 'decoder.weight' of", Assert.Throws<DartsException>(() => NetworkWeights.Load(model, path)).Message);
    }

    [Fact]
    public void Words_and_states_of_another_shape_are_refused()
    {
        using var scope = NewDisposeScope();
        using LanguageModel model = Make("GoldenEnasLanguage");
        Tensor words = zeros(2, 3, dtype: ScalarType.Int64);
        Assert.Contains("[words, batch]", Assert.Throws<DartsException>(() => model.forward(words[0], model.InitialHidden(3))).Message);
        Assert.Contains("[words, batch]", Assert.Throws<DartsException>(() => model.forward(zeros(2, 3), model.InitialHidden(3))).Message);
        Assert.Contains("state of shape [3, 12]", Assert.Throws<DartsException>(() => model.forward(words, model.InitialHidden(2))).Message);
        Assert.Contains("[2, 3] 64-bit whole numbers", Assert.Throws<DartsException>(() => model.Loss(words, model.InitialHidden(3), words[0])).Message);
        Assert.Contains("[2, 3] 64-bit whole numbers", Assert.Throws<DartsException>(() => model.Loss(words, model.InitialHidden(3), zeros(2, 3))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repeated_passes_leave_no_tensors_behind(bool training)
    {
        using LanguageModel model = Make("GoldenDartsV1Language");
        model.Dropouts = Dropouts.PennTreebank;
        model.train(training);
        using Tensor words = randint(40, [6, 2], dtype: ScalarType.Int64), hidden = model.InitialHidden(2);
        Pass();
        Pass();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 5; i++)
            Pass();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Pass()
        {
            using var scope = NewDisposeScope();
            using var gradients = set_grad_enabled(training);
            LanguageOutput output = model.forward(words, hidden);
            LanguageLoss loss = model.Loss(words, hidden, words);
            if (training)
                (output.LogProbabilities.mean() + loss.Mean).backward();
        }
    }

    private static LanguageOutput Forward(LanguageModel model, Golden golden, ScalarType type) => model.forward(golden["x"].to(TestDevice.Current), Hidden(golden, type));

    private static Tensor Hidden(Golden golden, ScalarType type) => golden["hidden"][0].to(TestDevice.Current).to(type);

    /// <summary>The loss with slowness, and its gradients.</summary>
    private static void CheckLearning(LanguageModel model, Golden golden, Tensor loss, Tensor raw)
    {
        Tensor steps = raw.narrow(0, 1, raw.shape[0] - 1) - raw.narrow(0, 0, raw.shape[0] - 1), whole = loss + (Slowness * steps.square().mean());
        Tensors.AssertClose(whole.reshape(1), golden["loss"], Tolerance, "loss");

        whole.backward();
        var gradients = model.named_parameters().SelectMany(parameter => MergedNames.Split(parameter.name, parameter.parameter.grad!)).ToDictionary(entry => entry.Name, entry => entry.Tensor);
        Assert.Equal(golden.Under("grad.").Order(), gradients.Keys.Order());
        Assert.All(golden.Under("grad."), tensor => Tensors.AssertClose(gradients[tensor], golden[$"grad.{tensor}"], Tolerance, $"grad.{tensor}"));
    }

    private static LanguageModel Make(string name) => Compiled.LanguageModel(name);

    /// <summary>A model with the golden's weights, which went through a weights file on the way.</summary>
    private LanguageModel Load(string name, Golden golden, ScalarType type)
    {
        string path = _folder.File("weights.safetensors");
        SafeTensors.Write(path, golden.Under("state.").ToDictionary(tensor => tensor, tensor => golden[$"state.{tensor}"]));
        LanguageModel model = Make(name);
        NetworkWeights.Load(model, path);
        model.to(TestDevice.Current);
        return (LanguageModel)((nn.Module)model).to(type);
    }
}
