namespace Darts.Genotypes.Tests;

/// <summary>Every rule on what a file says: a piece of a valid file is replaced, «guillemets» mark where the problem must be.</summary>
public sealed class RuleTests
{
    [Theory]
    // keys
    [InlineData("DARTS004", "\"concat\": [2, 3]", "\"concat\": [2, 3], «\"concats\"»: 1", "did you mean 'concat'?")]
    [InlineData("DARTS004", "\"version\": 1,", "\"version\": 1, «\"\"»: 1,", "its keys are 'version'")]
    [InlineData("DARTS004", "\"seed\": -7", "«\"sede\"»: 7", "did you mean 'seed'?")]
    [InlineData("DARTS004", "\"op\": \"skip_connect\"", "\"op\": \"skip_connect\", «\"weight\"»: 1", "its keys are 'node', 'from', 'op'")]
    [InlineData("DARTS004", "\"channels\": 8", "\"channels\": 8, «\"depth\"»: 8", "its keys are 'name', 'macro', 'channels'")]
    [InlineData("DARTS005", "\"name\": \"Tiny\"", "\"name\": \"Tiny\", «\"name\"»: \"Tiny\"", "stands twice")]
    [InlineData("DARTS005", "\"node\": 3, \"from\": 2", "\"node\": 3, \"from\": 2, «\"from\"»: 2", "'from' stands twice in an edge")]
    [InlineData("DARTS006", "{ \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }", "«{» \"node\": 3, \"from\": 2 }", "'op' is missing from an edge")]
    [InlineData("DARTS006", "{ \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }", "«{» \"node\": 3, \"op\": \"dil_conv_5x5\" }", "'from' is missing from an edge; it needs 'node', 'from', 'op'")]
    [InlineData("DARTS006", "{\n  \"$schema\": \"genotype.schema.json\",\n  \"version\": 1,", "«{»", "'version' is missing")]
    [InlineData("DARTS006", "{ \"name\": \"TinyCifar\",", "«{»", "'name' is missing from an image network")]
    // types
    [InlineData("DARTS007", "\"version\": 1", "\"version\": «\"1\"»", "'version' is the text '1'; it must be an integer")]
    [InlineData("DARTS007", "\"version\": 1", "\"version\": «1.0»", "the number 1.0")]
    [InlineData("DARTS007", "\"name\": \"Tiny\"", "\"name\": «null»", "'name' is null")]
    [InlineData("DARTS007", "\"kind\": \"convolutional\"", "\"kind\": «7»", "'kind' is the number 7")]
    [InlineData("DARTS007", "\"$schema\": \"genotype.schema.json\"", "\"$schema\": «true»", "'$schema' is true")]
    [InlineData("DARTS007", "\"provenance\": {", "\"provenance\": «[»], \"provenance\": {", "'provenance' is an array; it must be an object")]
    [InlineData("DARTS007", "\"concat\": [2, 3]", "\"concat\": «{»}", "'concat' is an object; it must be an array")]
    [InlineData("DARTS007", "\"concat\": [2, 3]", "\"concat\": [2, «\"3\"»]", "A node in 'concat' is the text '3'")]
    [InlineData("DARTS007", "\"node\": 3", "\"node\": «3e0»", "'node' is the number 3e0")]
    [InlineData("DARTS007", "\"op\": \"dil_conv_5x5\"", "\"op\": «4»", "'op' is the number 4")]
    [InlineData("DARTS007", "{ \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }", "«[»3, 2]", "An edge is an array")]
    [InlineData("DARTS007", "\"auxiliary\": true", "\"auxiliary\": «\"yes\"»", "'auxiliary' is the text 'yes'; it must be true or false")]
    [InlineData("DARTS007", "\"input\": [3, 32, 32]", "\"input\": «[»3, 32]", "'input' is an array of 2 values; it must be [channels, height, width]")]
    [InlineData("DARTS007", "\"input\": [3, 32, 32]", "\"input\": [3, «3.2e1», 32]", "The input's height is the number 3.2e1")]
    [InlineData("DARTS007", "\"networks\": [", "\"networks\": [«false», ", "An entry of 'networks' is false")]
    [InlineData("DARTS007", "\"seed\": -7", "\"seed\": «\"-7\"»", "'seed' is the text '-7'")]
    // versions and kinds
    [InlineData("DARTS008", "\"version\": 1", "\"version\": «2»", "Version 2 of the genotype language is not known here; write version 1")]
    [InlineData("DARTS008", "\"version\": 1", "\"version\": «0»", "Version 0")]
    [InlineData("DARTS009", "\"kind\": \"convolutional\"", "\"kind\": «\"Convolutional\"»", "did you mean 'convolutional'?")]
    [InlineData("DARTS009", "\"kind\": \"convolutional\"", "\"kind\": «\"graph\"»", "the kinds are 'convolutional', 'recurrent'")]
    // edges
    [InlineData("DARTS010", "\"dil_conv_5x5\"", "«\"dil_conv_5x6\"»", "did you mean 'dil_conv_5x5'?")]
    [InlineData("DARTS010", "\"op\": \"dil_conv_5x5\"", "\"op\": «\"tanh\"»", "'tanh' is not an operation of a convolutional cell; its operations are 'max_pool_3x3'")]
    [InlineData("DARTS010", "\"op\": \"dil_conv_5x5\"", "\"op\": «\"\"»", "'' is not an operation")]
    [InlineData("DARTS011", "\"op\": \"dil_conv_5x5\"", "\"op\": «\"none\"»", "'none' exists while searching only")]
    [InlineData("DARTS012", "\"node\": 3", "\"node\": «1»", "1 is not a node that an edge can feed; it must be 2–63")]
    [InlineData("DARTS012", "\"node\": 3", "\"node\": «64»", "64 is not a node")]
    [InlineData("DARTS012", "\"node\": 3", "\"node\": «99999999999999999999»", "99999999999999999999 is not a node")]
    [InlineData("DARTS012", "\"from\": 2", "\"from\": «-1»", "-1 is not a node that an edge can read; it must be 0–63")]
    [InlineData("DARTS013", "\"from\": 2", "\"from\": «3»", "Node 3 cannot read node 3; it may read 0–2")]
    [InlineData("DARTS013", "\"node\": 2, \"from\": 1, \"op\": \"skip_connect\"", "\"node\": 2, \"from\": «3», \"op\": \"skip_connect\"", "Node 2 cannot read node 3; it may read 0–1, the cell's inputs")]
    [InlineData("DARTS014", "\"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [2, 3]",
        "\"node\": 4, \"from\": 2, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [2, «3»]", "Node 3 has no edges, yet concat names it")]
    [InlineData("DARTS014", "\"node\": 3, \"from\": 2", "\"node\": 3, \"from\": 2, \"op\": \"tanh\" }, { \"node\": 6, \"from\": «4»", "Node 4 has no edges, yet node 6 reads it")]
    [InlineData("DARTS015", "[\n      { \"node\": 2, \"from\": 1, \"op\": \"max_pool_3x3\" }\n    ]", "«[»]", "The reduce cell has no edges")]
    // outputs
    [InlineData("DARTS020", "\"concat\": [2, 3]", "\"concat\": «[»]", "The normal cell's concat is empty")]
    [InlineData("DARTS021", "\"concat\": [2, 3]", "\"concat\": [2, 3, «2»]", "Node 2 stands twice in concat")]
    [InlineData("DARTS022", "\"concat\": [2, 3]", "\"concat\": [3, «2»]", "Node 2 stands after node 3 in concat")]
    [InlineData("DARTS023", "\"concat\": [2, 3]", "\"concat\": [«1», 2]", "1 is not a node of the normal cell; its nodes are 2, 3")]
    [InlineData("DARTS023", "\"concat\": [2, 3]", "\"concat\": [2, «7»]", "7 is not a node of the normal cell")]
    [InlineData("DARTS023", "\"concat\": [2, 3]", "\"concat\": [«-2», 2]", "-2 is not a node of the normal cell")]
    // networks
    [InlineData("DARTS030", "\"TinyCifar\"", "«\"class\"»", "it is a C# keyword")]
    [InlineData("DARTS030", "\"TinyCifar\"", "«\"\"»", "it is empty")]
    [InlineData("DARTS030", "\"TinyCifar\"", "«\"2Fast\"»", "it starts with '2', not with a letter or '_'")]
    [InlineData("DARTS030", "\"TinyCifar\"", "«\"Tiny-Cifar\"»", "it holds '-'")]
    [InlineData("DARTS030", "\"TinyCifar\"", "«\"A{}class B\"»", "it holds '{'")]
    [InlineData("DARTS030", "\"name\": \"Tiny\"", "\"name\": «\"a b\"»", "it holds ' '")]
    [InlineData("DARTS031", "\"TinyImageNet\"", "«\"TinyCifar\"»", "Another network of this file is named 'TinyCifar' already")]
    [InlineData("DARTS032", "\"imagenet\"", "«\"imagnet\"»", "did you mean 'imagenet'?")]
    [InlineData("DARTS032", "\"cifar\"", "«\"language\"»", "'language' is not a macro of convolutional genotypes; allowed is 'cifar', 'imagenet'")]
    [InlineData("DARTS033", "\"channels\": 8", "\"channels\": «0»", "'channels' is 0; it must be 1–1024")]
    [InlineData("DARTS033", "\"channels\": 8", "\"channels\": «2147483648»", "'channels' is 2147483648")]
    [InlineData("DARTS033", "\"layers\": 6", "\"layers\": «0»", "'layers' is 0")]
    [InlineData("DARTS033", "\"layers\": 6", "\"layers\": «257»", "it must be 1–256")]
    [InlineData("DARTS033", "\"classes\": 10", "\"classes\": «-10»", "'classes' is -10")]
    [InlineData("DARTS033", "[3, 32, 32]", "[«0», 32, 32]", "The input's channel count is 0")]
    [InlineData("DARTS033", "[3, 32, 32]", "[3, «0», 32]", "The input's height is 0")]
    [InlineData("DARTS033", "[3, 32, 32]", "[3, 32, «99999»]", "The input's width is 99999; it must be 1–4096")]
    [InlineData("DARTS033", "\"seed\": -7", "\"seed\": «9223372036854775808»", "'seed' is 9223372036854775808")]
    [InlineData("DARTS033", "\"epochs\": 50", "\"epochs\": «-1»", "'epochs' is -1")]
    [InlineData("DARTS034", "[3, 32, 32]", "«[»3, 2, 32]", "Images of 2×32 are too small: the cifar macro with 6 layers halves them 2 times and needs at least 3×3")]
    [InlineData("DARTS034", "[1, 64, 48]", "«[»1, 64, 16]", "needs at least 17×17")]
    [InlineData("DARTS035", "\"channels\": 16", "\"channels\": «15»", "15 channels are odd")]
    public void A_fault_is_located_and_says_what_is_allowed(string id, string old, string by, string message)
    {
        var expected = Marked.Parse(Sample.Convolutional.With(old, by));
        GenotypeReading reading = GenotypeReader.Read(expected.Text);
        Assert.Null(reading.Genotype);
        GenotypeProblem problem = Assert.Single(reading.Problems, problem => problem.Id == id);
        Assert.Contains(message, problem.Message);
        Assert.Equal(expected.Span, problem.Span);
    }

    [Theory]
    [InlineData("DARTS010", "\"tanh\"", "«\"skip_connect\"»", "its operations are 'tanh', 'relu', 'sigmoid', 'identity'")]
    [InlineData("DARTS011", "\"tanh\"", "«\"none\"»", "give it one of 'tanh'")]
    [InlineData("DARTS012", "\"node\": 1", "\"node\": «0»", "it must be 1–63")]
    [InlineData("DARTS013", "\"from\": 0", "\"from\": «1»", "Node 1 cannot read node 1; it may read 0, the cell's input")]
    [InlineData("DARTS017", "\"node\": 2", "\"node\": «1»", "Node 1 has an edge already")]
    [InlineData("DARTS023", "[1, 2]", "[«0», 1, 2]", "0 is not a node of the recurrent cell")]
    [InlineData("DARTS032", "\"language\"", "«\"cifar\"»", "'cifar' is not a macro of recurrent genotypes; allowed is 'language'")]
    [InlineData("DARTS033", "\"hidden\": 850", "\"hidden\": «65537»", "'hidden' is 65537; it must be 1–65536")]
    [InlineData("DARTS033", "\"vocabulary\": 10000", "\"vocabulary\": «0»", "'vocabulary' is 0")]
    [InlineData("DARTS004", "\"vocabulary\": 10000", "\"vocabulary\": 10000, «\"classes\"»: 5", "its keys are 'name', 'macro', 'embedding'")]
    [InlineData("DARTS004", "\"recurrent\": {", "«\"normal\"»: {}, \"recurrent\": {", "'normal' is not a key of a recurrent genotype")]
    public void Recurrent_genotypes_have_the_same_rules(string id, string old, string by, string message)
    {
        var expected = Marked.Parse(Sample.Recurrent.With(old, by));
        GenotypeProblem problem = Assert.Single(GenotypeReader.Read(expected.Text).Problems, problem => problem.Id == id);
        Assert.Contains(message, problem.Message);
        Assert.Equal(expected.Span, problem.Span);
    }

    [Fact]
    public void All_faults_of_a_file_are_reported_in_the_order_of_the_text()
    {
        string text = Sample.Convolutional.With("sep_conv_3x3", "sepconv").With("\"from\": 2", "\"from\": 9").With("[2]", "[]").With("\"TinyCifar\"", "\"1\"");
        Assert.Equal(["DARTS010", "DARTS013", "DARTS020", "DARTS030"], GenotypeReader.Read(text).Problems.Select(problem => problem.Id));
    }

    [Fact]
    public void Too_many_edges_are_one_problem()
    {
        string edges = string.Join(", ", Enumerable.Repeat("{ \"node\": 2, \"from\": 0, \"op\": \"skip_connect\" }", GenotypeLimits.Edges + 1));
        string text = Sample.Convolutional.With("\"edges\": [", $"\"edges\": [{edges},");
        Assert.Equal(["DARTS016"], GenotypeReader.Read(text).Problems.Select(problem => problem.Id).Take(1));
    }

    [Fact]
    public void An_unsupported_version_draws_no_other_faults_after_it() =>
        Assert.Single(GenotypeReader.Read("{ \"version\": 3, \"cells\": [] }").Problems);

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("\"x\"", "the text 'x'")]
    [InlineData("3", "the number 3")]
    [InlineData("null", "null")]
    public void A_genotype_is_an_object(string text, string found) =>
        Assert.Equal($"A genotype is {found}; it must be an object", Assert.Single(GenotypeReader.Read(text).Problems).Message);

    [Fact]
    public void An_empty_object_lacks_every_key() =>
        Assert.Equal(6, GenotypeReader.Read("{}").Problems.Count(problem => problem.Id == "DARTS006"));

    [Fact]
    public void Every_rule_has_a_number_of_its_own_and_fits_a_line()
    {
        Assert.Equal(GenotypeRules.All.Count, GenotypeRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal(GenotypeRules.All.Select(rule => rule.Id), GenotypeRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.All(GenotypeRules.All, rule => Assert.Matches("^DARTS[0-9]{3}$", rule.Id));
        Assert.All(GenotypeRules.All, rule => Assert.False(rule.Title.EndsWith('.') || rule.MessageFormat.EndsWith('.') || rule.MessageFormat.Contains('\n')));
        Assert.Equal(GenotypeRules.All.Count, typeof(GenotypeRules).GetProperties().Count(property => property.PropertyType == typeof(GenotypeRule)));
    }
}
