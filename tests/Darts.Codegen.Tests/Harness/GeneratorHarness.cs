using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Codegen.Tests.Harness;

/// <summary>A project with genotype files in it, and the generator that runs on it again after every change.</summary>
internal sealed class GeneratorHarness
{
    /// <summary>The folder of the project that does not exist.</summary>
    public static readonly string Project = OperatingSystem.IsWindows() ? @"C:\project" : "/project";

    private readonly Dictionary<string, AdditionalText> _files = [];
    private GeneratorDriver _driver;
    private Compilation _compilation;

    public GeneratorHarness(params (string Path, string? Content)[] files)
    {
        foreach ((string path, string? content) in files)
            _files[path] = new InMemoryAdditionalText(FullPath(path), content);
        _compilation = Compilations.Create("Consumer", CSharpSyntaxTree.ParseText("class Unrelated;", Compilations.ParseOptions));
        _driver = CSharpGeneratorDriver.Create(
            [new GenotypeGenerator().AsSourceGenerator()],
            _files.Values,
            Compilations.ParseOptions,
            new TestOptionsProvider(Properties("Consumer")),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    /// <summary>The project and the generated files.</summary>
    public Compilation Output { get; private set; } = null!;

    /// <summary>What the last run gave.</summary>
    public GeneratorRunResult Result { get; private set; }

    /// <summary>The generated files by name, from the last run.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The one generated file.</summary>
    public string Source => Assert.Single(Sources).Value;

    /// <summary>Compiles one genotype.</summary>
    public static GeneratorHarness Of(string content) => new(("genotypes/sample.genotype.json", content));

    public GeneratorHarness SetFile(string path, string content)
    {
        var text = new InMemoryAdditionalText(FullPath(path), content);
        _driver = _files.TryGetValue(path, out AdditionalText? old) ? _driver.ReplaceAdditionalText(old, text) : _driver.AddAdditionalTexts([text]);
        _files[path] = text;
        return Run();
    }

    public GeneratorHarness RemoveFile(string path)
    {
        _driver = _driver.RemoveAdditionalTexts([_files[path]]);
        _files.Remove(path);
        return Run();
    }

    public GeneratorHarness AddCode(string code)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, Compilations.ParseOptions, cancellationToken: TestContext.Current.CancellationToken));
        return Run();
    }

    public GeneratorHarness SetNamespace(string name)
    {
        _driver = _driver.WithUpdatedAnalyzerConfigOptions(new TestOptionsProvider(Properties(name)));
        return Run();
    }

    public GeneratorHarness SetEmit(string value)
    {
        _driver = _driver.WithUpdatedAnalyzerConfigOptions(new TestOptionsProvider(new Dictionary<string, string>(Properties("Consumer")) { ["DartsEmit"] = value }));
        return Run();
    }

    public GeneratorHarness SetFusion(string value)
    {
        _driver = _driver.WithUpdatedAnalyzerConfigOptions(new TestOptionsProvider(new Dictionary<string, string>(Properties("Consumer")) { ["DartsFusion"] = value }));
        return Run();
    }

    /// <summary>Why a step's values are what they are, in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)] : [];

    /// <summary>Why the generated files (and diagnostics) are what they are, in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons =>
        [.. Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static string FullPath(string path) => Path.Combine(Project, path.Replace('/', Path.DirectorySeparatorChar));

    private static Dictionary<string, string> Properties(string rootNamespace) => new()
    {
        ["RootNamespace"] = rootNamespace,
        ["ProjectDir"] = Project + Path.DirectorySeparatorChar,
        ["DartsGenotypeFolder"] = Path.Combine(Project, "genotypes"),
        // Most tests look at the classes that train.
        ["DartsEmit"] = "training",
    };

    private GeneratorHarness Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        Output = output;
        Result = _driver.GetRunResult().Results[0];
        Assert.Null(Result.Exception);
        return this;
    }
}
