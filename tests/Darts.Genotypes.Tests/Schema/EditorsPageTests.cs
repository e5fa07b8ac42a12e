using System.Text.Json.Nodes;

namespace Darts.Genotypes.Tests;

/// <summary>docs/editors.md says what is so.</summary>
public sealed class EditorsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "editors.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_settings_attach_the_schema_to_genotypes()
    {
        JsonNode schema = JsonNode.Parse(Page.Split("```json\n")[2].Split("```")[0])!["json.schemas"]![0]!;
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, schema["url"]!.GetValue<string>())));
        Assert.Equal("*.genotype.json", schema["fileMatch"]![0]!.GetValue<string>());
    }

    [Fact]
    public void Every_snippet_is_named()
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "genotype.schema.json")))!;
        var snippets = root["$defs"]!.AsObject().Select(definition => definition.Value!["defaultSnippets"]).Append(root["defaultSnippets"]).OfType<JsonArray>();
        Assert.All(snippets.SelectMany(list => list).Select(snippet => snippet!["label"]!.GetValue<string>()), label => Assert.Contains($"`{label}`", Page));
    }

    [Fact]
    public void The_first_line_names_the_schema() =>
        Assert.Equal($"\"$schema\": \"{GenotypeWriter.SchemaFile}\",", Page.Split("```json\n")[1].Split('\n')[1].Trim());
}
