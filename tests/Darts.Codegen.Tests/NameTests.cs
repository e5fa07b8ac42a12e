using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

public sealed class NameTests
{
    private static readonly ProjectOptions Project = new("Consumer", "/work space/app/", "/work space/genotypes");

    [Theory]
    [InlineData("Acme.Vision", "Acme.Vision")]
    [InlineData("my-app", "my_app")]
    [InlineData("3d.class", "_3d.@class")]
    [InlineData(" .. ", "")]
    [InlineData("", "")]
    [InlineData("A;B\nC", "A_B_C")]
    public void A_namespace_is_the_nearest_valid_one(string given, string expected) => Assert.Equal(expected, NamespaceName.From(given));

    [Fact]
    public void Without_a_namespace_classes_are_global()
    {
        GeneratorHarness project = GeneratorHarness.Of(Sample.Named("A")).SetNamespace("");
        Assert.NotNull(project.Output.GetTypeByMetadataName("A"));
        Assert.Empty(project.Output.Complaints());
    }

    [Theory]
    [InlineData("/work space/app/genotypes/a.genotype.json", "genotypes/a.genotype.json")]
    [InlineData("/work space/genotypes/sub/a.genotype.json", "genotypes/sub/a.genotype.json")]
    [InlineData("/other/a.genotype.json", "a.genotype.json")]
    [InlineData(@"C:\app\a.genotype.json", "a.genotype.json")]
    public void A_file_is_shown_relative_to_the_project(string path, string expected) => Assert.Equal(expected, FilePaths.Display(path, Project));

    [Fact]
    public void A_plain_path_inside_the_project_names_its_generated_file() =>
        Assert.Equal("genotypes/darts-v2.genotype.g.cs", FilePaths.Hint("/work space/app/genotypes/darts-v2.genotype.json", Project));

    [Fact]
    public void No_two_files_share_a_name_even_where_case_does_not_count()
    {
        string[] paths =
        [
            "/work space/app/a.genotype.json", "/work space/app/A.genotype.json", "/work space/app/x/a.genotype.json", "/work space/app/x-a.genotype.json",
            "/work space/app/x a.genotype.json", "/work space/app/x_a.genotype.json", "/work space/genotypes/a.genotype.json", "/work space/a.genotype.json",
            "/a.genotype.json", "/work space/app/é.genotype.json", "/work space/app/è.genotype.json",
        ];
        Assert.Equal(paths.Length, paths.Select(path => FilePaths.Hint(path, Project)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Files_of_one_name_in_two_folders_are_both_compiled()
    {
        var project = new GeneratorHarness(("genotypes/x/a.genotype.json", Sample.Named("A")), ("genotypes/y/a.genotype.json", Sample.Named("B")), ("genotypes/y/A.genotype.json", Sample.Named("C")));
        Assert.Equal(3, project.Sources.Count);
        Assert.Empty(project.Output.Complaints());
    }
}
