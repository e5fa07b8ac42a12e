using System.Text.Json;

namespace Darts.Genotypes.Tests;

/// <summary>What code-scanning services read.</summary>
public sealed class SarifLogTests
{
    [Fact]
    public void A_log_has_every_fault_with_its_rule_and_place()
    {
        string broken = Sample.Convolutional.With("\"skip_connect\"", "\"skip\"").With("\"channels\": 8", "\"channels\": 0").With("\"dil_conv_5x5\"", "\"none\"");
        FileProblem[] problems = [.. GenotypeReader.Read(broken).Problems.Select(problem => new FileProblem("genotypes/a b.genotype.json", problem)), new("x.json", GenotypeRules.InvalidJson.At(default, "Nothing"))];
        JsonElement log = JsonDocument.Parse(SarifLog.Write(problems, "1.2.3")).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        JsonElement run = Assert.Single(log.GetProperty("runs").EnumerateArray()), driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal(("darts", "1.2.3"), (driver.GetProperty("name").GetString(), driver.GetProperty("version").GetString()));
        string?[] rules = [.. driver.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString())];
        Assert.Equal(["DARTS001", "DARTS010", "DARTS011", "DARTS033"], rules);

        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(problems.Select(found => found.Problem.Id), results.Select(result => result.GetProperty("ruleId").GetString()));
        Assert.All(results, result => Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]));
        Assert.StartsWith("'skip' is not an operation", results[0].GetProperty("message").GetProperty("text").GetString());
        JsonElement place = Assert.Single(results[0].GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.Equal("genotypes/a%20b.genotype.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("""{"startLine":9,"startColumn":37,"endLine":9,"endColumn":43}""", JsonSerializer.Serialize(place.GetProperty("region")));
    }

    [Theory]
    [InlineData("x.json", "x.json")]
    [InlineData("a#b?/ü.json", "a%23b%3F/%C3%BC.json")]
    [InlineData("../a\\b.json", "../a/b.json")]
    [InlineData("/home/a b/x.json", "file:///home/a%20b/x.json")]
    [InlineData("C:\\a\\x.json", "file:///C:/a/x.json")]
    public void A_path_becomes_a_uri(string path, string uri)
    {
        string log = SarifLog.Write([new(path, GenotypeRules.InvalidJson.At(default, "Nothing"))], "1");
        Assert.Contains($"\"uri\": \"{uri}\"", log);
    }

    [Fact]
    public void A_log_without_faults_is_a_log() => Assert.Contains("\"results\": []", SarifLog.Write([], "1"));
}
