using System.Collections;
using System.Reflection;
using Darts.Codegen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Reason = Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Darts.Codegen.Tests;

public sealed class CacheabilityTests
{
    private const string A = "genotypes/a.genotype.json", B = "genotypes/b.genotype.json";

    private readonly GeneratorHarness _project = new((A, Sample.Named("A")), (B, Sample.Named("B")));

    [Fact]
    public void An_unrelated_edit_of_code_runs_nothing_again()
    {
        _project.AddCode("class Other;");
        Assert.All(Steps(), step => Assert.All(_project.Reasons(step), reason => Assert.Contains(reason, new[] { Reason.Cached, Reason.Unchanged })));
        Assert.All(_project.OutputReasons, reason => Assert.Equal(Reason.Cached, reason));
    }

    [Fact]
    public void Moving_text_about_in_a_genotype_emits_nothing_again()
    {
        _project.SetFile(A, "\n\n" + Sample.Named("A").Replace(",", " ,"));
        Assert.Equal([Reason.Modified, Reason.Cached], _project.Reasons(TrackingNames.Readings).Order(ByReason));
        Assert.All(_project.Reasons(TrackingNames.Files), reason => Assert.Contains(reason, new[] { Reason.Cached, Reason.Unchanged }));
        Assert.All(_project.OutputReasons, reason => Assert.Equal(Reason.Cached, reason));
    }

    [Fact]
    public void Editing_one_genotype_emits_one_file_again()
    {
        string before = _project.Sources["genotypes/b.genotype.g.cs"];
        _project.SetFile(A, Sample.Genotype(Sample.Cifar("A", channels: 8)));
        Assert.Equal([Reason.Modified, Reason.Cached], _project.OutputReasons.Order(ByReason));
        Assert.Equal(before, _project.Sources["genotypes/b.genotype.g.cs"]);
    }

    [Fact]
    public void Removing_a_genotype_removes_its_class_and_emits_nothing_again()
    {
        _project.RemoveFile(A);
        Assert.Equal(["genotypes/b.genotype.g.cs"], _project.Sources.Keys);
        Assert.DoesNotContain(Reason.Modified, _project.OutputReasons);
        Assert.DoesNotContain(Reason.New, _project.OutputReasons);
    }

    [Fact]
    public void Another_namespace_emits_everything_again()
    {
        _project.SetNamespace("Elsewhere");
        Assert.Equal([Reason.Modified, Reason.Modified], _project.OutputReasons);
        Assert.All(_project.Sources.Values, source => Assert.Contains("namespace Elsewhere;", source, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_step_has_a_name_and_holds_nothing_of_the_compilation()
    {
        Assert.All(Steps(), step => Assert.NotEmpty(_project.Result.TrackedSteps[step]));
        foreach (object value in Steps().SelectMany(step => _project.Result.TrackedSteps[step]).SelectMany(run => run.Outputs).Select(output => output.Value))
            CheckGraph(value);
    }

    private static Comparer<Reason> ByReason => Comparer<Reason>.Create((left, right) => left == right ? 0 : left == Reason.Modified ? -1 : 1);

    private static IEnumerable<string> Steps() => typeof(TrackingNames).GetFields().Select(field => (string)field.GetValue(null)!).Where(name => name != TrackingNames.Problems);

    /// <summary>Walks everything a value holds.</summary>
    private static void CheckGraph(object? value)
    {
        Assert.False(value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or Diagnostic or AdditionalText, $"{value?.GetType()} is in the pipeline");
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        Assert.False(value is Array, "an array compares by reference");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                CheckGraph(item);
            return;
        }
        Assert.NotNull(value.GetType().GetMethod(nameof(Equals), [value.GetType()]));
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0))
            CheckGraph(property.GetValue(value));
    }
}
