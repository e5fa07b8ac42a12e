using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Darts.Genotypes;

/// <summary>A difference as one JSON document, for programs. What stayed is left out, but every network's counts are there.</summary>
public static class DifferenceJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, ended by \n.</summary>
    /// <param name="difference">What to tell.</param>
    public static string Render(GenotypeDifference difference)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            Write(json, difference);
        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\r\n", "\n") + "\n";
    }

    private static void Write(Utf8JsonWriter json, GenotypeDifference difference)
    {
        json.WriteStartObject();
        json.WriteBoolean("different", !difference.IsEmpty);
        Texts(json, "name", difference.Before?.Name, difference.After?.Name);
        Texts(json, "kind", difference.Before is null ? null : Notation.KindOf(difference.Before), difference.After is null ? null : Notation.KindOf(difference.After));
        json.WriteStartArray("cells");
        foreach (CellDifference cell in difference.Cells.Where(static cell => cell.Change != ChangeKind.Same))
            OfCell(json, cell);
        json.WriteEndArray();
        json.WriteStartArray("networks");
        foreach (NetworkDifference network in difference.Networks)
            OfNetwork(json, network);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void OfCell(Utf8JsonWriter json, CellDifference cell)
    {
        json.WriteStartObject();
        json.WriteString("cell", cell.Title);
        json.WriteString("change", Word(cell.Change));
        json.WriteStartArray("nodes");
        foreach (NodeDifference node in cell.Nodes.Where(static node => node.Change != ChangeKind.Same))
        {
            json.WriteStartObject();
            json.WriteNumber("node", node.Node);
            json.WriteString("change", Word(node.Change));
            json.WriteStartArray("edges");
            foreach (EdgeDifference edge in node.Edges.Where(static edge => edge.Change != EdgeChange.Same))
                OfEdge(json, edge);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("concat");
        Concat(json, "before", cell.Before);
        Concat(json, "after", cell.After);
        json.WriteEndObject();
        OfMeasure(json, "depth", cell.Depth);
        OfMeasure(json, "skipConnections", cell.SkipConnections);
        json.WriteEndObject();
    }

    private static void OfEdge(Utf8JsonWriter json, EdgeDifference edge)
    {
        json.WriteStartObject();
        json.WriteString("change", edge.Change.ToString().ToLowerInvariant());
        foreach (var (key, side) in new[] { ("before", edge.Before), ("after", edge.After) })
        {
            if (side is null)
            {
                json.WriteNull(key);
                continue;
            }
            json.WriteStartObject(key);
            json.WriteNumber("from", side.From);
            json.WriteString("op", side.Operation.Name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void OfNetwork(Utf8JsonWriter json, NetworkDifference network)
    {
        json.WriteStartObject();
        Texts(json, "name", network.Before?.Name, network.After?.Name);
        json.WriteString("change", Word(network.Change));
        json.WriteStartArray("settings");
        foreach (SettingDifference setting in network.Settings.Where(static setting => setting.Key != "name"))
        {
            json.WriteStartObject();
            json.WriteString("key", setting.Key);
            json.WriteString("before", setting.Before);
            json.WriteString("after", setting.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        OfMeasure(json, "parameters", network.Parameters);
        OfMeasure(json, "multiplyAdds", network.MultiplyAdds);
        json.WriteEndObject();
    }

    private static void OfMeasure(Utf8JsonWriter json, string key, Measure measure)
    {
        json.WriteStartObject(key);
        Number("before", measure.Before);
        Number("after", measure.After);
        Number("change", measure.Change);
        if (measure.Percent is { } percent)
            json.WriteNumber("percent", Math.Round(percent, 3));
        else
            json.WriteNull("percent");
        json.WriteEndObject();

        void Number(string name, long? value)
        {
            if (value is { } number)
                json.WriteNumber(name, number);
            else
                json.WriteNull(name);
        }
    }

    private static void Texts(Utf8JsonWriter json, string key, string? before, string? after)
    {
        json.WriteStartObject(key);
        json.WriteString("before", before);
        json.WriteString("after", after);
        json.WriteEndObject();
    }

    private static void Concat(Utf8JsonWriter json, string key, Cell? cell)
    {
        if (cell is null)
        {
            json.WriteNull(key);
            return;
        }
        json.WriteStartArray(key);
        foreach (int node in cell.Concat)
            json.WriteNumberValue(node);
        json.WriteEndArray();
    }

    private static string Word(ChangeKind change) => change.ToString().ToLowerInvariant();
}
