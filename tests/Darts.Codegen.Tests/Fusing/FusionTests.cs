using Darts.Codegen.Tests.Harness;
using Darts.Genotypes;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>Fused networks compute what plain ones do: logits, all gradients, running statistics; with drop path; in evaluation; in the form for inference.</summary>
[Collection(TorchTests.Name)]
public sealed class FusionTests(FusedNetworks networks) : IClassFixture<FusedNetworks>
{
    private const int Images = 4;

    public static TheoryData<string> Networks => [.. FusedNetworks.Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_fused_network_is_the_plain_one_in_float64(string name) => Compare(name, ScalarType.Float64, 1e-9);

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_fused_network_is_the_plain_one_in_float32(string name) => Compare(name, ScalarType.Float32, 1e-4);

    [Theory]
    [MemberData(nameof(Networks))]
    public void One_seed_gives_a_fused_network_the_plain_ones_weights_and_order(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using ImageClassifier plain = networks.Make(name, "Plain");
        Tensor next = rand(3);
        manual_seed(9);
        using ImageClassifier fused = networks.Make(name, "Fused");
        Assert.True(rand(3).equal(next).all().item<bool>());
        Assert.Equal(plain.state_dict().Keys, fused.state_dict().Keys);
        Assert.All(plain.state_dict().Zip(fused.state_dict()), pair => Assert.True(pair.First.Value.equal(pair.Second.Value).all().item<bool>(), pair.First.Key));
    }

    [Fact]
    public void Every_pass_is_on_in_some_networks_and_off_in_others()
    {
        foreach (FusionPass pass in Fusion.Training)
        {
            int on = FusedNetworks.Names.Count(name => FusedNetworks.SomePasses(name).Contains(pass));
            Assert.InRange(on, 50, FusedNetworks.Names.Count() - 50);
        }
    }

    private void Compare(string name, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using ImageClassifier plain = networks.Make(name, "Plain"), exact = networks.Make(name, "Plain");
        NetworkDescription size = plain.Description;
        using var generator = new Generator(8);
        Tensor images = randn([Images, size.Channels, size.Height, size.Width], generator: generator);
        CopyState(State(plain), exact);
        // Running statistics that differ from those of a new network, and a drop path that drops.
        Pass expected = TrainAndEvaluate(exact, images, ScalarType.Float64), rounded = TrainAndEvaluate(plain, images, type);
        // Dead nodes are left out by a pass, so their running statistics stand still; nothing reads them.
        string[] dead = [.. expected.Before.Keys.Where(tensor => IsOfDeadNode(tensor, expected))];

        foreach (string form in (string[])["Fused", "Some"])
        {
            using ImageClassifier fused = networks.Make(name, form);
            CopyState(expected.Before, fused);
            Pass pass = TrainAndEvaluate(fused, images, type);
            AssertClose(pass.Outputs, expected.Outputs, rounded.Outputs, tolerance, $"{name} {form}");
            AssertClose(pass.Gradients, expected.Gradients, rounded.Gradients, tolerance, $"{name} {form}");
            AssertClose(Without(pass.After, dead), Without(expected.After, dead), Without(rounded.After, dead), tolerance, $"{name} {form}");
            using InferenceNetwork inference = fused.ForInference();
            var evaluated = new Dictionary<string, Tensor> { ["evaluated"] = inference.forward(images.to(type)) };
            AssertClose(evaluated, expected.Only("evaluated"), rounded.Only("evaluated"), tolerance, $"{name} {form} for inference");
        }
    }

    private static Pass TrainAndEvaluate(ImageClassifier network, Tensor images, ScalarType type)
    {
        network.to(type);
        network.DropPath = 0.3;
        images = images.to(type);
        Pass pass = Train(network, images);
        network.eval();
        using var withoutGradients = no_grad();
        pass.Outputs.Add("evaluated", network.forward(images));
        return pass;
    }

    private static Pass Train(ImageClassifier network, Tensor images)
    {
        var before = State(network);
        manual_seed(3);
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
        Tensor loss = F.cross_entropy(logits, tensor([1L, 3L, 0L, 2L]));
        var outputs = new Dictionary<string, Tensor> { ["logits"] = logits };
        if (auxiliary is not null)
        {
            loss += 0.4 * F.cross_entropy(auxiliary, tensor([1L, 3L, 0L, 2L]));
            outputs.Add("auxiliary", auxiliary);
        }
        loss.backward();
        var gradients = network.named_parameters()
            .SelectMany(parameter => MergedNames.Split(parameter.name, parameter.parameter.grad ?? zeros_like(parameter.parameter)))
            .ToDictionary(gradient => gradient.Name, gradient => gradient.Tensor);
        return new(before, outputs, gradients, State(network));
    }

    /// <summary>Whether a tensor belongs to an operation that got no gradient.</summary>
    private static bool IsOfDeadNode(string tensor, Pass pass)
    {
        string[] segments = tensor.Split('.');
        if (Array.IndexOf(segments, "_ops") is not (>= 0 and var list))
            return false;
        string operation = string.Join('.', segments[..(list + 2)]) + ".";
        return pass.Gradients.Where(gradient => gradient.Key.StartsWith(operation, StringComparison.Ordinal)).All(gradient => gradient.Value.count_nonzero().item<long>() == 0);
    }

    private static Dictionary<string, Tensor> Without(Dictionary<string, Tensor> state, string[] names) => state.Where(entry => !names.Contains(entry.Key)).ToDictionary();

    private static Dictionary<string, Tensor> State(ImageClassifier network) => network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    private static void CopyState(Dictionary<string, Tensor> state, ImageClassifier network)
    {
        using var withoutGradients = no_grad();
        foreach ((string name, Tensor value) in network.state_dict())
            value.copy_(state[name]);
    }

    /// <summary>
    /// Relative to the tensor, or, for one that cancels to almost nothing, to a small part of all of them. Where rounding alone takes the plain network farther from the exact values (a value at the
    /// kink of a ReLU, a batch norm over few pixels), the fused one may be as far.
    /// </summary>
    private static void AssertClose(Dictionary<string, Tensor> ours, Dictionary<string, Tensor> exact, Dictionary<string, Tensor> plain, double tolerance, string what)
    {
        Assert.Equal(exact.Keys.Order(), ours.Keys.Order());
        double Norm(Tensor value) => value.detach().to(ScalarType.Float64).norm().item<double>();
        double all = Math.Sqrt(exact.Values.Sum(value => Math.Pow(Norm(value), 2)));
        foreach ((string name, Tensor value) in exact)
        {
            double error = Norm(ours[name].detach() - value.detach()), rounding = 2 * Norm(plain[name].detach() - value.detach());
            Assert.True(error <= Math.Max(rounding, tolerance * Math.Max(Norm(value), 1e-3 * all)), $"{what}: {name} is off by {error:g3} of {Norm(value):g3}");
        }
    }

    private sealed record Pass(Dictionary<string, Tensor> Before, Dictionary<string, Tensor> Outputs, Dictionary<string, Tensor> Gradients, Dictionary<string, Tensor> After)
    {
        public Dictionary<string, Tensor> Only(string output) => new() { [output] = Outputs[output] };
    }
}
