using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Darts.Genotypes;

/// <summary>A fault and the file it is in.</summary>
/// <param name="File">The file's path, as a user would write it.</param>
/// <param name="Problem">The fault.</param>
public sealed record FileProblem(string File, GenotypeProblem Problem);

/// <summary>Writes faults as a SARIF 2.1.0 log (OASIS, <i>Static Analysis Results Interchange Format</i>), which code-scanning services show beside the code.</summary>
public static class SarifLog
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The log of one run, ended by \n.</summary>
    /// <param name="problems">The faults; their paths count from the root of the sources unless they are rooted.</param>
    /// <param name="version">The tool's version.</param>
    public static string Write(IReadOnlyList<FileProblem> problems, string version)
    {
        GenotypeRule[] rules = [.. GenotypeRules.All.Where(rule => problems.Any(found => found.Problem.Rule == rule))];
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, rules, version);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (FileProblem found in problems)
                Result(json, found, Array.IndexOf(rules, found.Problem.Rule));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\r\n", "\n") + "\n";
    }

    private static void Tool(Utf8JsonWriter json, GenotypeRule[] rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "darts");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (GenotypeRule rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            Text(json, "shortDescription", rule.Title);
            Text(json, "help", $"docs/diagnostics/{rule.Id}.md tells what it means and how it is put right.");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, FileProblem found, int rule)
    {
        SourceSpan span = found.Problem.Span;
        json.WriteStartObject();
        json.WriteString("ruleId", found.Problem.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", "error");
        Text(json, "message", found.Problem.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(found.File));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", span.StartLine + 1);
        json.WriteNumber("startColumn", span.StartColumn + 1);
        json.WriteNumber("endLine", span.EndLine + 1);
        json.WriteNumber("endColumn", span.EndColumn + 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string key, string text)
    {
        json.WriteStartObject(key);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string UriOf(string path)
    {
        string slashed = path.Replace('\\', '/');
        string escaped = string.Join("/", slashed.Split('/').Select(Uri.EscapeDataString));
        if (slashed.StartsWith("/", StringComparison.Ordinal))
            return "file://" + escaped;
        bool isWindowsRoot = slashed.Length > 1 && slashed[1] == ':';
        return isWindowsRoot ? $"file:///{slashed.Substring(0, 2)}{escaped.Substring(escaped.IndexOf('/'))}" : escaped;
    }
}
