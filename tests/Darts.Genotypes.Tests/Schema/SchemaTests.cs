using System.Text.Json.Nodes;

namespace Darts.Genotypes.Tests;

/// <summary><c>genotypes/genotype.schema.json</c> says what the reader does.</summary>
public sealed class SchemaTests
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
    public void Every_key_and_every_operation_is_described()
    {
        foreach (var (name, definition) in Schema["$defs"]!.AsObject())
        {
            Assert.True(definition!["description"] is not null, name);
            foreach (var (key, property) in definition["properties"]?.AsObject() ?? [])
            {
                Assert.True((property!["description"] ?? Resolve(property)["description"]) is not null, $"{name}.{key}");
                Assert.All(property["oneOf"]?.AsArray() ?? [], choice => Assert.NotNull(choice!["description"]));
            }
        }
    }

    private static JsonNode Definition(string name) => Schema["$defs"]![name]!;

    private static JsonNode Property(string definition, string key) => Definition(definition)["properties"]![key]!;

    private static IEnumerable<string> Choices(string definition, string key) =>
        Property(definition, key)["oneOf"]!.AsArray().Select(choice => choice!["const"]!.GetValue<string>());

    private static JsonNode Resolve(JsonNode property) => property["$ref"] is { } reference ? Definition(reference.GetValue<string>().Split('/')[^1]) : property;
}
