using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Darts.Genotypes.Tests;

/// <summary><c>genotypes/genotype.schema.json</c> says what the reader does.</summary>
public sealed partial class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "genotype.schema.json")))!;

    public static TheoryData<string, ObjectShape> Shapes => new()
    {
        { "convolutional", ObjectShape.Convolutional },
        { "recurrent", ObjectShape.Recurrent },
        { "convolutionalCell", ObjectShape.Cell },
        { "recurrentCell", ObjectShape.Cell },
        { "convolutionalEdge", ObjectShape.Edge },
        { "recurrentEdge", ObjectShape.Edge },
        { "imageNetwork", ObjectShape.ImageNetwork },
        { "languageNetwork", ObjectShape.LanguageNetwork },
        { "provenance", ObjectShape.Provenance },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_object_has_the_readers_keys(string definition, ObjectShape shape)
    {
        JsonNode schema = Definition(definition);
        Assert.Equal(shape.Keys.Order(), schema["properties"]!.AsObject().Select(property => property.Key).Order());
        Assert.Equal(shape.Required.Order(), (schema["required"]?.AsArray() ?? []).Select(key => key!.GetValue<string>()).Order());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Fact]
    public void Operations_are_the_readers()
    {
        Assert.Equal(Operations.Convolutional.Where(operation => operation != Operations.None).Select(operation => operation.Name), Choices("convolutionalEdge", "op"));
        Assert.Equal(Operations.Recurrent.Where(operation => operation != Operations.None).Select(operation => operation.Name), Choices("recurrentEdge", "op"));
    }

    [Fact]
    public void Macros_are_the_readers() => Assert.Equal(["cifar", "imagenet"], Choices("imageNetwork", "macro"));

    [Theory]
    [InlineData("imageNetwork", "channels", GenotypeLimits.Channels)]
    [InlineData("imageNetwork", "layers", GenotypeLimits.Layers)]
    [InlineData("imageNetwork", "classes", GenotypeLimits.Classes)]
    [InlineData("languageNetwork", "embedding", GenotypeLimits.Hidden)]
    [InlineData("languageNetwork", "hidden", GenotypeLimits.Hidden)]
    [InlineData("languageNetwork", "vocabulary", GenotypeLimits.Vocabulary)]
    [InlineData("convolutionalEdge", "node", GenotypeLimits.Node)]
    [InlineData("recurrentEdge", "node", GenotypeLimits.Node)]
    public void Limits_are_the_readers(string definition, string key, int limit) =>
        Assert.Equal(limit, Property(definition, key)["maximum"]!.GetValue<int>());

    [Fact]
    public void Input_limits_are_the_readers() =>
        Assert.Equal(
            [GenotypeLimits.InputChannels, GenotypeLimits.InputSize, GenotypeLimits.InputSize],
            Property("imageNetwork", "input")["prefixItems"]!.AsArray().Select(item => item!["maximum"]!.GetValue<int>()));

    [Fact]
    public void Every_key_has_a_hover_text_where_it_stands()
    {
        foreach (var (name, definition) in Schema["$defs"]!.AsObject())
        {
            Assert.True((definition!["description"] ?? definition["$comment"]) is not null, name);
            foreach (var (key, property) in definition["properties"]?.AsObject() ?? [])
            {
                // A text beside a reference is shown only if the definition has none of its own.
                JsonNode shown = property!["description"] is null ? Resolve(property) : property;
                Assert.True(shown["description"] is not null, $"{name}.{key}");
                Assert.True(property["description"] is null || ReferenceEquals(Resolve(property), property) || Resolve(property)["description"] is null, $"{name}.{key} hides its text");
            }
        }
    }

    [Fact]
    public void Every_operation_has_a_hover_text_for_each_family_of_editors()
    {
        var choices = Schema["$defs"]!.AsObject().SelectMany(definition => definition.Value!["properties"]?.AsObject() ?? []).Select(property => property.Value!).Where(property => property["enum"] is not null).ToList();
        Assert.Equal(3, choices.Count);
        foreach (JsonNode choice in choices)
        {
            string[] values = [.. choice["enum"]!.AsArray().Select(value => value!.GetValue<string>())];
            string[] texts = [.. choice["enumDescriptions"]!.AsArray().Select(text => text!.GetValue<string>())];
            Assert.Equal(values.Zip(texts), choice["x-intellij-enum-metadata"]!.AsObject().Select(value => (value.Key, value.Value!["description"]!.GetValue<string>())));
            Assert.Equal(values.Length, texts.Distinct().Count(text => text.Length > 0));
        }
    }

    [Fact]
    public void Every_snippet_is_valid_once_it_is_filled_in()
    {
        foreach (JsonNode? snippet in Schema["defaultSnippets"]!.AsArray())
            Sample.Valid(Filled(snippet!));
        foreach (JsonNode? edge in Definition("convolutionalEdge")["defaultSnippets"]!.AsArray())
            Sample.Valid(Sample.Convolutional.With("{ \"node\": 2, \"from\": 0, \"op\": \"sep_conv_3x3\" }", Filled(edge!)));
        foreach (JsonNode? edge in Definition("recurrentEdge")["defaultSnippets"]!.AsArray())
            Sample.Valid(Sample.Recurrent.With("{ \"node\": 1, \"from\": 0, \"op\": \"relu\" }", Filled(edge!)));
        foreach (JsonNode? network in Definition("imageNetwork")["defaultSnippets"]!.AsArray())
            Sample.Valid(Sample.Convolutional.With("\"networks\": [", $"\"networks\": [{Filled(network!)},"));
        foreach (JsonNode? network in Definition("languageNetwork")["defaultSnippets"]!.AsArray())
            Sample.Valid(Sample.Recurrent.With("\"networks\": [", $"\"networks\": [{Filled(network!)},"));
    }

    [Fact]
    public void An_edges_snippet_offers_every_operation()
    {
        foreach (string definition in (string[])["convolutionalEdge", "recurrentEdge"])
        {
            string choice = Definition(definition)["defaultSnippets"]![0]!["body"]!["op"]!.GetValue<string>();
            Assert.Equal($"${{3|{string.Join(",", Choices(definition, "op"))}|}}", choice);
        }
    }

    /// <summary>A snippet's body as an editor inserts it: places with their first values, ^ where a value is no text.</summary>
    private static string Filled(JsonNode snippet)
    {
        string body = Place().Replace(snippet["body"]!.ToJsonString(), place => place.Groups[1].Value + (place.Groups[2].Success ? place.Groups[2].Value : place.Groups[3].Value.Split(',')[0]));
        return Bare().Replace(body, "$1");
    }

    [GeneratedRegex(@"(\^?)\$\{[0-9]+(?::([^}]*)|\|([^|]*)\|)\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"\\^([^\"]*)\"")]
    private static partial Regex Bare();

    private static JsonNode Definition(string name) => Schema["$defs"]![name]!;

    private static JsonNode Property(string definition, string key) => Definition(definition)["properties"]![key]!;

    private static IEnumerable<string> Choices(string definition, string key) =>
        Property(definition, key)["enum"]!.AsArray().Select(choice => choice!.GetValue<string>());

    private static JsonNode Resolve(JsonNode property) => property["$ref"] is { } reference ? Definition(reference.GetValue<string>().Split('/')[^1]) : property;
}
