using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Darts.Networks;

namespace Darts.Training;

/// <summary>What a run is started with, as config.json holds it.</summary>
public sealed class RunConfiguration
{
    private const string KindKey = "kind";
    private const string CommandKey = "command";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Objects are read lazily: a doubled key would be told of far from the file.</summary>
    private static readonly JsonDocumentOptions OneOfAKey = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _all;

    private RunConfiguration(JsonObject all) => _all = all;

    /// <summary>What kind of run it is: "train", "search".</summary>
    public string Kind => (string?)_all[KindKey] ?? "";

    /// <summary>What the command line wants to remember (where the data lies, say); it may differ when the run is resumed.</summary>
    public IReadOnlyDictionary<string, string> Command =>
        (_all[CommandKey] as JsonObject)?.ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal) ?? [];

    /// <summary>A configuration.</summary>
    /// <param name="kind">What kind of run it is.</param>
    /// <param name="parts">Everything the run's outcome depends on: records, by name.</param>
    /// <param name="command">See <see cref="Command"/>.</param>
    public static RunConfiguration Of(string kind, IReadOnlyDictionary<string, object> parts, IReadOnlyDictionary<string, string>? command = null)
    {
        var all = new JsonObject { [KindKey] = kind };
        foreach (var (name, part) in parts)
        {
            all[name] = JsonSerializer.SerializeToNode(part, Json);
        }

        all[CommandKey] = JsonSerializer.SerializeToNode(command ?? new Dictionary<string, string>(), Json);
        return new(all);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">A config.json.</param>
    /// <exception cref="DartsException">The file cannot be read or is damaged.</exception>
    public static RunConfiguration Read(string file)
    {
        try
        {
            return new(JsonNode.Parse(File.ReadAllText(file), documentOptions: OneOfAKey) as JsonObject ?? throw new JsonException());
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Reading(file, e);
        }
        catch (JsonException e)
        {
            throw new DartsException($"'{file}' is damaged: it is no JSON object.", e);
        }
    }

    /// <summary>All of it, to be shown.</summary>
    public JsonObject ToJson() => _all.DeepClone().AsObject();

    /// <summary>A part as it was given.</summary>
    /// <typeparam name="T">The record it was.</typeparam>
    /// <param name="name">Its name.</param>
    /// <exception cref="DartsException">It is not there, or is something else.</exception>
    public T Part<T>(string name)
    {
        try
        {
            return _all[name].Deserialize<T>(Json) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new DartsException($"The run's configuration has no valid '{name}'.", e);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(_all.ToJsonString(Json));
        writer.Write('\n');
    }

    /// <summary>Refuses to go on with something else than a run was started with, apart from <see cref="Command"/>.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="then">The configuration the run was started with.</param>
    /// <exception cref="DartsException">A setting is not what it was; the message names the first such, and both values.</exception>
    public void CheckSame(string folder, RunConfiguration then)
    {
        if (Difference("", then._all, _all) is { } difference)
        {
            throw new DartsException($"'{folder}' cannot be resumed: {difference.Setting} was {difference.Then} there and is {difference.Now} now.");
        }
    }

    private static (string Setting, string Then, string Now)? Difference(string path, JsonNode? then, JsonNode? now)
    {
        if (then is JsonObject before && now is JsonObject after)
        {
            return after.Select(pair => pair.Key)
                .Union(before.Select(pair => pair.Key))
                .Where(key => path.Length > 0 || key != CommandKey)
                .Select(key => Difference(path.Length > 0 ? $"{path}.{key}" : key, before[key], after[key]))
                .FirstOrDefault(difference => difference is not null);
        }

        return JsonNode.DeepEquals(then, now) ? null : (path, Text(then), Text(now));
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(Json) ?? "not set";
}
