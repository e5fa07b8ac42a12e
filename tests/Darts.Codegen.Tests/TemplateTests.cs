using Darts.Codegen.Tests.Harness;
using Scriban.Syntax;

namespace Darts.Codegen.Tests;

public sealed class TemplateTests
{
    private static readonly string Generator = Path.Combine(Clone.Root, "generators", "Darts.Codegen");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(Generator, "Templates")).Select(path => Path.GetFileName(path).Replace(TemplateRenderer.Extension, ""))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_template_is_embedded_parses_and_is_used(string name)
    {
        using Stream? stream = typeof(TemplateRenderer).Assembly.GetManifestResourceStream(name + TemplateRenderer.Extension);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        Assert.False(TemplateRenderer.Parse(name, reader.ReadToEnd()).HasErrors);
        Assert.Contains(Directory.GetFiles(Path.Combine(Generator, "Emission")), file => File.ReadAllText(file).Contains($"TemplateRenderer.Render(\"{name}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ Nope }}")]
    [InlineData("{{ Inner.Nope }}")]
    [InlineData("{{ inner }}")]
    [InlineData("{{ for item in Items }}{{ item.Nope }}{{ end }}")]
    public void A_misspelt_name_throws(string text) => Assert.Throws<ScriptRuntimeException>(() => Render(text));

    [Fact]
    public void A_name_that_exists_renders() => Assert.Equal("1 1", Render("{{ Inner.Number }} {{ for item in Items }}{{ item.Number }}{{ end }}"));

    [Fact]
    public void A_template_with_a_mistake_is_refused() => Assert.Throws<InvalidOperationException>(() => TemplateRenderer.Parse("bad", "{{ for }}"));

    [Fact]
    public void Loops_and_texts_have_no_hidden_limit()
    {
        var model = new { Items = Enumerable.Range(0, 3000).ToArray(), Text = new string('x', 1 << 21) };
        Assert.Equal(3000 + (1 << 21), TemplateRenderer.Render(TemplateRenderer.Parse("long", "{{ for item in Items }}.{{ end }}{{ Text }}"), model).Length);
    }

    private static string Render(string text) =>
        TemplateRenderer.Render(TemplateRenderer.Parse("test", text), new { Inner = new { Number = 1 }, Items = new[] { new { Number = 1 } } });
}
