extern alias codegen;

using System.Runtime.Loader;
using Darts.Codegen.Tests.Harness;
using Darts.Genotypes;
using Darts.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests.Support;

/// <summary>The small networks, compiled by the generator in one compilation.</summary>
public sealed class CompiledNetworks : IDisposable
{
    private readonly AssemblyLoadContext _context = new(nameof(CompiledNetworks), isCollectible: true);
    private readonly System.Reflection.Assembly _assembly;

    public CompiledNetworks()
    {
        Compilation compilation = Compilations.Create(nameof(CompiledNetworks), [.. SmallNetworks.Genotypes.Select(Compile)]);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(10)));
        stream.Position = 0;
        _assembly = _context.LoadFromStream(stream);
    }

    /// <summary>A network in evaluation, as if trained: weights that keep the size of what passes through, running statistics that matter.</summary>
    public ImageClassifier Make(string name)
    {
        var network = (ImageClassifier)Activator.CreateInstance(_assembly.GetType($"{name}.{name}", throwOnError: true)!)!;
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        manual_seed(5);
        foreach (var (tensor, value) in network.state_dict())
        {
            if (value.dim() > 1)
                value.normal_(0, Math.Sqrt(2.0 / value[0].numel()));
            else if (tensor.EndsWith("running_var", StringComparison.Ordinal) || tensor.EndsWith("weight", StringComparison.Ordinal))
                value.uniform_(0.5, 1.5);
            else
                value.normal_(0, 0.2);
        }
        network.eval();
        return network;
    }

    public void Dispose() => _context.Unload();

    /// <summary>Text crosses the border between the generator's types and these.</summary>
    private static SyntaxTree Compile(ConvolutionalGenotype genotype)
    {
        var theirs = (codegen::Darts.Genotypes.ConvolutionalGenotype)codegen::Darts.Genotypes.GenotypeReader.Read(GenotypeWriter.Write(genotype)).Genotype!;
        string name = genotype.Networks[0].Name, path = name + ".g.cs";
        var file = new codegen::Darts.Codegen.GenotypeFile("x", "x", path, name, IsFused: true, codegen::Darts.Codegen.EmittedForms.Training, theirs, []);
        return CSharpSyntaxTree.ParseText(codegen::Darts.Codegen.FileEmitter.Text(file)!, Compilations.ParseOptions, path);
    }
}
