using System.Globalization;
using System.Text;
using Darts.Genotypes;
using Darts.Search;

namespace Darts.Reports.Tests;

/// <summary>Folders as a search leaves them, with α that walk at random from an even mixture.</summary>
internal static class SampleRun
{
    public const string Configuration = """
        {
          "kind": "search",
          "name": "Sample",
          "settings": { "seed": 2, "order": "first", "epochs": 50, "augmentation": { "cropPadding": 4, "flip": true } },
          "data": { "name": "some images", "train": 6000, "classes": 10 },
          "command": { "device": "cpu" }
        }
        """;

    /// <summary>Writes a search of so many epochs.</summary>
    public static void Write(string folder, int epochs, string configuration = Configuration)
    {
        Directory.CreateDirectory(Path.Combine(folder, "genotypes"));
        Directory.CreateDirectory(Path.Combine(folder, "alphas"));
        File.WriteAllText(Path.Combine(folder, "config.json"), configuration);
        var random = new Random(1);
        double[][] normal = Table(14), reduce = Table(14);
        var metrics = new StringBuilder();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            Walk(normal, random);
            Walk(reduce, random);
            File.WriteAllText(Path.Combine(folder, "alphas", $"epoch-{epoch + 1:000}.json"), Alphas(("normal", normal), ("reduce", reduce)));
            var genotype = new ConvolutionalGenotype(
                "Sample", Derive(normal), Derive(reduce), [new ImageNetworkSpec("SampleNet", ImageMacro.Cifar, 16, 8, 10, new(3, 32, 32), false)], new("darts-first-order", "some images", 2, epoch + 1));
            File.WriteAllText(Path.Combine(folder, "genotypes", $"epoch-{epoch + 1:000}.genotype.json"), GenotypeWriter.Write(genotype));
            double share = 1 - Math.Exp(-(epoch + 1) / 12.0);
            metrics.Append(CultureInfo.InvariantCulture, $"{{\"epoch\":{epoch},\"loss\":{2.3 - (1.9 * share)},\"accuracy\":{0.1 + (0.8 * share)},\"architectureLoss\":{2.3 - (1.7 * share)},");
            metrics.Append(CultureInfo.InvariantCulture, $"\"architectureAccuracy\":{0.1 + (0.72 * share)},\"normalEntropy\":{2.079 - (0.9 * share)},\"reduceEntropy\":{2.079 - share},\"seconds\":{60 * (epoch + 1)}}}\n");
        }
        File.WriteAllText(Path.Combine(folder, "metrics.jsonl"), metrics.ToString());
    }

    /// <summary>Writes a search of the recurrent cell: eight nodes, 36 edges, five activations.</summary>
    public static void WriteRecurrent(string folder)
    {
        Write(folder, 1);
        string name = "epoch-001";
        double[][] rows = [.. Enumerable.Range(0, 36).Select(i => Operations.Recurrent.Select((_, o) => (double)((i + o) % 5)).ToArray())];
        string operations = string.Join(", ", Operations.Recurrent.Select(operation => $"\"{operation.Name}\""));
        File.WriteAllText(Path.Combine(folder, "alphas", name + ".json"), $"{{ \"operations\": [{operations}], \"recurrent\": [{string.Join(", ", rows.Select(row => $"[{string.Join(", ", row)}]"))}] }}");
        File.WriteAllText(Path.Combine(folder, "genotypes", name + ".genotype.json"), GenotypeWriter.Write(Samples.Recurrent));
    }

    private static double[][] Table(int rows) => [.. Enumerable.Range(0, rows).Select(_ => new double[SearchSpace.Operations.Count])];

    private static void Walk(double[][] table, Random random)
    {
        foreach (double[] row in table)
        {
            for (int i = 0; i < row.Length; i++)
                row[i] += (random.NextDouble() - 0.5) * 0.4;
        }
    }

    private static string Alphas(params (string Name, double[][] Rows)[] tables)
    {
        string operations = string.Join(", ", SearchSpace.Operations.Select(operation => $"\"{operation.Name}\""));
        var texts = tables.Select(table => $"\"{table.Name}\": [{string.Join(", ", table.Rows.Select(row => $"[{string.Join(", ", row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]"))}]");
        return $"{{ \"operations\": [{operations}], {string.Join(", ", texts)} }}";
    }

    /// <summary>The two strongest edges of every node, as a search keeps them.</summary>
    private static Cell Derive(double[][] table) => new(
        Enumerable.Range(0, SearchSpace.Nodes).SelectMany(node => Enumerable.Range(0, SearchSpace.Predecessors(node))
            .Select(from => (From: from, Row: table[SearchSpace.Row(node, from)]))
            .Select(edge => (edge.From, Operation: Enumerable.Range(1, edge.Row.Length - 1).MaxBy(o => edge.Row[o]), Alpha: edge.Row.Skip(1).Max()))
            .OrderByDescending(edge => edge.Alpha).Take(SearchSpace.KeptEdges)
            .Select(edge => new Edge(node + 2, edge.From, SearchSpace.Operations[edge.Operation]))).ToEquatableArray(),
        [2, 3, 4, 5]);
}
